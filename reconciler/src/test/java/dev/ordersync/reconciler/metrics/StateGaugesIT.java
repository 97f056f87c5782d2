package dev.ordersync.reconciler.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.store.CredentialCipher;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import dev.ordersync.testing.TestDatabase;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class StateGaugesIT {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final CredentialCipher CIPHER = new CredentialCipher("a key for tests only");

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final JdbcClient jdbc = database.jdbc();
    private final StoreDirectory stores = new StoreDirectory(jdbc, CIPHER);
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final StateGauges gauges;
    private int store;

    StateGaugesIT() {
        var transactions = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
        gauges = new StateGauges(
                new StateQueries(jdbc, transactions), stores, registry, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @BeforeEach
    void aStoreWithOrders() {
        store = jdbc.sql("""
                        INSERT INTO stores (key, shard, platform, base_url, credentials, alert_emails, policy, state_since, created_at)
                        VALUES ('acme', 1, 'http', 'https://shop.example', :credentials, '{}', '{}', 'epoch', 'epoch')
                        RETURNING id
                        """)
                .param("credentials", CIPHER.encrypt(Map.of()))
                .query((row, _) -> row.getInt(1))
                .single();
        order("queued", "CAST(:now AS timestamptz) - interval '90 seconds'", false);
        order("in_doubt", "CAST(:now AS timestamptz) + interval '1 minute'", true);
        order("synced", "NULL", false);
        order("broken", "NULL", false);
        stores.refresh();
    }

    private void order(String status, String dueAt, boolean overdue) {
        jdbc.sql("""
                        INSERT INTO orders (store_id, source, ext_id, status, idem_key, content_hash, received_at, settles_at,
                            decide_by, platform_order_id, overdue, due_at)
                        VALUES (:store, 'default', :status, :status, 'key', '', :now, :now, :now, 'p', :overdue, %s)
                        """.formatted(dueAt))
                .param("store", store)
                .param("status", status)
                .param("overdue", overdue)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Test
    void givenOrdersStoresAndIncidents_whenRefreshed_thenEveryStateGaugeIsThereUnderItsPublicName() {
        // given
        jdbc.sql("INSERT INTO incidents (kind, store_id, opened_at) VALUES ('rejected', :store, 'epoch')")
                .param("store", store)
                .update();
        new StoreHealth(jdbc).startProbing(store, NOW);
        stores.refresh();

        // when
        gauges.runOnce();

        // then
        assertThat(registry.scrape())
                .contains("ordersync_orders{status=\"queued\",store=\"acme\"} 1.0")
                .contains("ordersync_orders{status=\"in_doubt\",store=\"acme\"} 1.0")
                .contains("ordersync_orders{status=\"synced\",store=\"acme\"} 1.0")
                .contains("ordersync_orders{status=\"broken\",store=\"acme\"} 1.0")
                .contains("ordersync_orders{status=\"cancelled\",store=\"acme\"} 0.0")
                .contains("ordersync_due_oldest_seconds{store=\"acme\"} 90.0")
                .contains("ordersync_store_state{state=\"probing\",store=\"acme\"} 1.0")
                .contains("ordersync_store_state{state=\"active\",store=\"acme\"} 0.0")
                .contains("ordersync_overdue 1.0")
                .contains("ordersync_incidents_open{kind=\"rejected\"} 1.0")
                .contains("ordersync_incidents_open{kind=\"twin\"} 0.0")
                .contains("ordersync_mails_waiting 0.0")
                .contains("ordersync_alerts_total{kind=\"rejected\",result=\"sent\"} 0.0");
    }

    @Test
    void givenAStoreThatIsGone_whenRefreshed_thenItsSeriesAreGoneToo() {
        // given
        gauges.runOnce();
        jdbc.sql("DELETE FROM stores").update();
        stores.refresh();

        // when
        gauges.runOnce();

        // then
        assertThat(registry.scrape()).doesNotContain("store=\"acme\"");
    }

    @Test
    void givenACountOfTheWholeTable_whenItTookLong_thenTheNextOneWaitsInProportion() {
        assertThat(StateGauges.pauseAfter(Duration.ofMillis(1))).isEqualTo(Duration.ofSeconds(2));
        assertThat(StateGauges.pauseAfter(Duration.ofMillis(300))).isEqualTo(Duration.ofSeconds(30));
        assertThat(StateGauges.pauseAfter(Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(10));
    }
}
