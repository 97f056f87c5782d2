package dev.ordersync.reconciler;

import dev.ordersync.config.CommonConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** Settles orders in doubt, and serves people: API, console, mails. */
@SpringBootApplication
@Import(CommonConfiguration.class)
public class ReconcilerApplication {
    public static void main(String[] args) {
        SpringApplication.run(ReconcilerApplication.class, args);
    }
}
