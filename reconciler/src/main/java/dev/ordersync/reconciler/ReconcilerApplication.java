package dev.ordersync.reconciler;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Settles orders in doubt, and serves people: API, console, mails. */
@SpringBootApplication(scanBasePackages = "dev.ordersync")
public class ReconcilerApplication {
    public static void main(String[] args) {
        SpringApplication.run(ReconcilerApplication.class, args);
    }
}
