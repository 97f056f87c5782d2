package dev.ordersync.worker;

import dev.ordersync.config.CommonConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** Takes orders in, relays the outbox, makes the attempts. */
@SpringBootApplication
@Import(CommonConfiguration.class)
public class WorkerApplication {
    public static void main(String[] args) {
        SpringApplication.run(WorkerApplication.class, args);
    }
}
