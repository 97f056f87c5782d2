package dev.ordersync.reconciler.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class HistoryPartitionsIT {
    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void givenOrdersNearThePartitionsEnd_whenKeptUp_thenTheNextOneIsThereAndRefusesChangesToo() {
        // given
        var jdbc = database.jdbc();
        var step = new HistoryPartitions(jdbc);
        step.runOnce();
        assertThat(partitions()).isEqualTo(2);
        jdbc.sql("""
                        INSERT INTO orders (id, store_id, source, ext_id, status, idem_key, content_hash, received_at)
                        OVERRIDING SYSTEM VALUE
                        VALUES (19000000, 1, 'default', 'CV-1', 'cancelled', 'k', '', '2026-11-24')
                        """).update();

        // when
        step.runOnce();
        step.runOnce();

        // then
        assertThat(partitions()).isEqualTo(3);
        jdbc.sql("""
                        INSERT INTO audit (order_id, seq, at, actor_kind, actor, action, to_status, attempt, generation, hash)
                        VALUES (19000000, 1, '2026-11-24', 'system', 'test', 'x', 'queued', 0, 1, '')
                        """).update();
        assertThat(jdbc.sql("SELECT count(*) FROM audit_p1").query(Long.class).single())
                .isOne();
        assertThat(jdbc.sql(
                                "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'audit_p2'::regclass AND tgname = 'audit_append_only'")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    private int partitions() {
        return database.jdbc()
                .sql("SELECT count(*) FROM pg_class WHERE relname ~ '^audit_p[0-9]+$'")
                .query(Integer.class)
                .single();
    }
}
