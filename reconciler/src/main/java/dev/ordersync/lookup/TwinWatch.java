package dev.ordersync.lookup;

import dev.ordersync.ledger.Transition;
import dev.ordersync.order.Actor;
import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.outbox.EventType;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Platforms;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * After a retry: looks at the policy's times for a late copy of an earlier attempt. What it finds is a twin, which a
 * person voids or keeps; the order stays synced.
 */
public final class TwinWatch {
    /** Orders looked at per store and pass. */
    private static final int BATCH = 50;

    private static final Transition FOUND = Transition.to("o.status")
            .rows("platform_order_id text, url text")
            .set("evidence_version = o.evidence_version + 1")
            .guard("o.status = 'synced' AND o.platform_order_id <> x.platform_order_id AND NOT EXISTS ("
                    + "SELECT 1 FROM twins t WHERE t.order_id = o.id AND t.platform_order_id = x.platform_order_id)"
                    // A list may still show a copy that we took out.
                    + " AND NOT EXISTS (SELECT 1 FROM links v WHERE v.order_id = o.id AND v.purpose = 'void'"
                    + " AND v.platform_order_id = x.platform_order_id)")
            .action("'twin-found'")
            .reason("'a second copy with our reference: ' || x.platform_order_id")
            .returning("x.platform_order_id AS x_platform_order_id, x.url AS x_url")
            .effect("""
                    twinned AS (
                        INSERT INTO twins (order_id, platform_order_id, url, found_at, found_by)
                        SELECT id, x_platform_order_id, x_url, :now, 'watch' FROM moved
                        ON CONFLICT DO NOTHING
                    )
                    """)
            .event(EventType.TWIN_FOUND, "true")
            .build();

    private record Watched(
            long orderId,
            String source,
            String extId,
            int generation,
            int step,
            Instant startedAt,
            @Nullable String copyId) {}

    private final JdbcClient jdbc;
    private final StoreDirectory stores;
    private final ShardOwner owner;
    private final BooleanSupplier clockTrusted;
    private final Clock clock;
    private final Platforms platforms;

    public TwinWatch(
            JdbcClient jdbc,
            StoreDirectory stores,
            ShardOwner owner,
            BooleanSupplier clockTrusted,
            Clock clock,
            Platforms platforms) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.owner = owner;
        this.clockTrusted = clockTrusted;
        this.clock = clock;
        this.platforms = platforms;
    }

    public boolean runOnce() {
        if (clockTrusted.getAsBoolean()) {
            for (var store : stores.all()) {
                if (owner.owns(store) && answers(store)) {
                    due(store).forEach(watched -> look(store, watched));
                }
            }
        }
        return false;
    }

    /**
     * Watches wait for a shop that does not answer, so that it costs no other shop's watch its time. One whose reads are
     * answered again may wait long for an order to try: that is no reason to leave a twin unseen.
     */
    private static boolean answers(Store store) {
        return switch (store.state()) {
            case ACTIVE, PAUSED -> true;
            case PROBING -> store.health().probeAt() == null;
            case HELD -> false;
        };
    }

    private List<Watched> due(Store store) {
        return jdbc.sql("""
                        SELECT w.order_id, o.source, o.ext_id, o.generation, w.step, w.started_at, o.platform_order_id
                          FROM twin_watch w JOIN orders o ON o.id = w.order_id
                         WHERE w.store_id = :store AND w.due_at <= :now
                         ORDER BY w.due_at, w.order_id
                         LIMIT :batch
                        """)
                .param("store", store.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("batch", BATCH)
                .query((row, _) -> new Watched(
                        row.getLong("order_id"),
                        row.getString("source"),
                        row.getString("ext_id"),
                        row.getInt("generation"),
                        row.getInt("step"),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        row.getString("platform_order_id")))
                .list();
    }

    private void look(Store store, Watched watched) {
        boolean answered = true;
        for (var key : IntStream.rangeClosed(1, watched.generation())
                .mapToObj(generation -> IdempotencyKey.of(watched.source(), watched.extId(), generation))
                .toList()) {
            var listing = platforms.get(store.platform()).findByReference(store.shop(), key);
            answered &= listing.complete();
            listing.copies().stream()
                    .filter(copy -> copy.status().isLive() && !copy.test())
                    .forEach(copy -> found(watched, copy));
        }
        schedule(store, watched, answered);
    }

    private void found(Watched watched, Copy copy) {
        if (watched.copyId() != null && !copy.id().value().equals(watched.copyId())) {
            var row = new HashMap<String, @Nullable Object>();
            row.put("id", watched.orderId());
            row.put("platform_order_id", copy.id().value());
            row.put("url", copy.url());
            FOUND.apply(jdbc, row, Actor.RECONCILER, clock.instant());
        }
    }

    /** The next of the policy's times; one that the shop did not answer is asked again a little later. */
    private void schedule(Store store, Watched watched, boolean answered) {
        var times = store.policy().twinWatch();
        int next = answered ? watched.step() + 1 : watched.step();
        if (next >= times.size()) {
            jdbc.sql("DELETE FROM twin_watch WHERE order_id = :id AND step = :step")
                    .param("id", watched.orderId())
                    .param("step", watched.step())
                    .update();
            return;
        }
        var planned = watched.startedAt().plus(times.get(next));
        var soonest = clock.instant().plus(store.policy().probeEvery());
        jdbc.sql("UPDATE twin_watch SET step = :next, due_at = :due WHERE order_id = :id AND step = :step")
                .param("next", next)
                .param("due", (planned.isAfter(soonest) ? planned : soonest).atOffset(ZoneOffset.UTC))
                .param("id", watched.orderId())
                .param("step", watched.step())
                .update();
    }
}
