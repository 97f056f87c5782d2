package dev.ordersync.worker.intake;

import dev.ordersync.runtime.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The running parts of intake. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {
    @Bean
    Intake intake(JdbcClient jdbc, Clock clock, MeterRegistry registry, Loop relayLoop) {
        return new Intake(jdbc, clock, registry, relayLoop::wake);
    }

    @Bean
    IntakeRoom intakeRoom() {
        return new IntakeRoom();
    }

    @Bean
    Loop intakeLoop(Intake intake) {
        return intake.loop();
    }
}
