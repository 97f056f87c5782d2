package dev.ordersync.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ordersync.ledger.Transition;
import dev.ordersync.order.Actor;
import dev.ordersync.store.CredentialCipher;
import dev.ordersync.testing.TestDatabase;
import dev.ordersync.testing.TestKafka;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application with its loops: a move of an order becomes a mail and a metric. */
@SpringBootTest(classes = ReconcilerApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class TellingIT {
    private static final String ENCRYPTION_KEY = "a-key-for-tests-only";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final GreenMail INBOX =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        INBOX.start();
        DATABASE.register(registry);
        TestKafka.register(registry);
        registry.add("ordersync.encryption-key", () -> ENCRYPTION_KEY);
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", () -> INBOX.getSmtp().getPort());
    }

    @AfterAll
    static void stopInbox() {
        INBOX.stop();
    }

    @Test
    void givenTheRunningApplication_whenAnOrderIsRejected_thenAMailArrivesAndTheMetricsKnowIt() throws Exception {
        // given
        long order = anOrder();

        // when
        Transition.to("'rejected'")
                .set("due_at = NULL")
                .guard("true")
                .action("'rejected'")
                .build()
                .apply(jdbc, Map.of("id", order), Actor.WORKER, clock.instant());

        // then
        await().atMost(PATIENCE).until(() -> INBOX.getReceivedMessages().length == 1);
        assertThat(INBOX.getReceivedMessages()[0].getSubject()).isEqualTo("acme: 1 order refused by your shop");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(metrics())
                        .contains("ordersync_orders{status=\"rejected\",store=\"acme\"} 1.0")
                        .contains("ordersync_incidents_open{kind=\"rejected\"} 1.0")
                        .contains("ordersync_alerts_total{kind=\"rejected\",result=\"sent\"} 1.0")
                        .contains("ordersync_twins_total 0.0")
                        .contains("ordersync_mail_server_up 1.0"));
    }

    private long anOrder() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return jdbc.sql("""
                        WITH store AS (
                            INSERT INTO stores (key, shard, platform, base_url, credentials, alert_emails, policy, paused,
                                state_since, created_at)
                            VALUES ('acme', 1, 'http', 'https://shop.example', :credentials, '{ops@example.com}', '{}', true, :now,
                                :now)
                            RETURNING id
                        )
                        INSERT INTO orders (store_id, source, ext_id, status, idem_key, content_hash, received_at, due_at)
                        SELECT id, 'default', 'CV-1', 'queued', 'key', '', :now, :now FROM store
                        RETURNING id
                        """)
                .param("credentials", new CredentialCipher(ENCRYPTION_KEY).encrypt(Map.of()))
                .param("now", now)
                .query((row, _) -> row.getLong(1))
                .single();
    }

    private String metrics() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/prometheus"))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }
}
