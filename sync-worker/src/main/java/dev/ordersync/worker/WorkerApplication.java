package dev.ordersync.worker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Takes orders in, relays the outbox, makes the attempts. */
@SpringBootApplication(scanBasePackages = "dev.ordersync")
public class WorkerApplication {
    public static void main(String[] args) {
        SpringApplication.run(WorkerApplication.class, args);
    }
}
