package dev.ordersync.mail;

import dev.ordersync.runtime.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;

/** Every replica sends: mails are claimed rows. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
public class MailConfiguration {
    private static final Duration IDLE = Duration.ofMillis(500);

    @Bean
    public MailOutbox mailOutbox(MailProperties properties) {
        return new MailOutbox(properties);
    }

    @Bean
    public MailStep mailStep(
            JdbcClient jdbc, MailProperties properties, JavaMailSender sender, MeterRegistry registry, Clock clock) {
        return new MailStep(new MailTable(jdbc), properties, sender, registry, clock);
    }

    @Bean
    public Loop mailLoop(MailStep step) {
        return new Loop("mails", IDLE, step);
    }
}
