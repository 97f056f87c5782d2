package dev.ordersync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.Actor;
import dev.ordersync.outbox.EventType;
import dev.ordersync.store.StoreHealth;
import dev.ordersync.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SignalsIT {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    private final JdbcClient jdbc = database.jdbc();
    private int store;
    private long order;

    @BeforeEach
    void aQueuedOrder() {
        jdbc.sql("TRUNCATE signals, orders, stores CASCADE").update();
        store = jdbc.sql("""
                        INSERT INTO stores (key, shard, platform, base_url, credentials, alert_emails, policy, state_since, created_at)
                        VALUES ('acme', 1, 'http', 'https://shop.example', '', '{}', '{}', 'epoch', 'epoch')
                        RETURNING id
                        """).query(Integer.class).single();
        order = jdbc.sql("""
                        INSERT INTO orders (store_id, source, ext_id, status, idem_key, content_hash, received_at, due_at)
                        VALUES (:store, 'default', 'CV-1', 'queued', 'key', '', 'epoch', 'epoch')
                        RETURNING id
                        """).param("store", store).query(Long.class).single();
    }

    private List<String> signals() {
        return jdbc.sql("SELECT kind || CASE WHEN pressed THEN ' pressed' ELSE '' END FROM signals ORDER BY id")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private void move(Transition.Builder transition) {
        assertThat(transition.guard("true").build().apply(jdbc, Map.of("id", order), Actor.WORKER, NOW))
                .isTrue();
    }

    @Test
    void givenAQueuedOrder_whenItsAttemptFailsAfterAPressedRetry_thenTheFailureIsSignalledAsPressed() {
        jdbc.sql("UPDATE orders SET retry_pressed = true").update();

        move(Transition.to("'queued'").set("failures = o.failures + 1"));

        assertThat(signals()).containsExactly("failure pressed");
    }

    @Test
    void givenAPostedOrder_whenItsOutcomeIsUnknown_thenATimeoutIsSignalledWithTheFailure() {
        move(Transition.to("'posting'").set("lease_until = :now"));

        move(Transition.to("'in_doubt'").set("lease_until = NULL, failures = 1, settles_at = :now, decide_by = :now"));

        assertThat(signals()).containsExactlyInAnyOrder("timeout", "failure");
    }

    @Test
    void givenABrokenOrder_whenItStaysBroken_thenOnlyTheFirstMoveIsSignalled() {
        move(Transition.to("'broken'").set("due_at = NULL"));

        move(Transition.to("o.status"));

        assertThat(signals()).containsExactly("broken-sync");
    }

    @Test
    void givenAnOrder_whenItIsOverdueRejectedFailedOrATwinIsFound_thenEachIsSignalled() {
        move(Transition.to("o.status").set("overdue = true"));
        move(Transition.to("'rejected'").set("due_at = NULL, overdue = false"));
        move(Transition.to("'failed'"));
        move(Transition.to("o.status").event(EventType.TWIN_FOUND, "true"));
        move(Transition.to("o.status").effect(Signals.effect(Signals.Kind.UNEXPECTED_ANSWER, "true")));

        assertThat(signals()).containsExactly("overdue", "rejected", "failed", "twin", "unexpected-answer");
    }

    @Test
    void givenAVerifiedStore_whenItIsHeldTwiceForOneCause_thenItIsSignalledOnce() {
        var health = new StoreHealth(jdbc);

        health.hold(store, "unauthorized", "401", NOW);
        health.hold(store, "unauthorized", "401", NOW);
        health.hold(store, "wrong-shop", "another id", NOW);
        health.startProbing(store, NOW);

        assertThat(signals()).containsExactly("credentials", "wrong-shop", "store-down");
    }

    @Test
    void givenAStoreThatWasNeverVerified_whenItsHoldChangesOrIsLifted_thenNobodyIsAlarmed() {
        var health = new StoreHealth(jdbc);

        health.hold(store, "unverified", "401", NOW);
        health.hold(store, "unauthorized", "401", NOW);
        health.liftHold(store, NOW);

        assertThat(signals()).isEmpty();
    }

    @Test
    void givenTheSchema_whenAllKindsAreWritten_thenEachIsAllowed() {
        for (var kind : Signals.Kind.values()) {
            jdbc.sql("INSERT INTO signals (store_id, kind, at) VALUES (1, :kind, 'epoch')")
                    .param("kind", kind.code())
                    .update();
            assertThat(Signals.Kind.of(kind.code())).isEqualTo(kind);
        }
    }
}
