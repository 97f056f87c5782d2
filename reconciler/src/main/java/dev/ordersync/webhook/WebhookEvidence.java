package dev.ordersync.webhook;

import dev.ordersync.ledger.LateAnswers;
import dev.ordersync.ledger.LookSooner;
import dev.ordersync.ledger.RemovedCopies;
import dev.ordersync.ledger.SeenCopy;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderJson;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.AsSent;
import dev.ordersync.platform.Copy;
import dev.ordersync.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings what a read showed to the order that it is about. */
final class WebhookEvidence {
    /** A shop that sells much tells of foreign orders all the time: not each one causes a look. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    /** An order of the store, with what one of its generations sent. */
    private record Ours(OrderId id, int generation, String body) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<Integer, Instant> lookedSooner = new ConcurrentHashMap<>();

    WebhookEvidence(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void present(Store store, Copy copy) {
        var ours = copy.test() ? Optional.<Ours>empty() : find(store, copy.reference(), copy.id());
        if (ours.isEmpty()) {
            lookSooner(store);
        } else if (copy.status().isLive()) {
            LateAnswers.note(jdbc, seen(store, copy, ours.get()), clock.instant());
        } else {
            var how = copy.status() == Copy.Status.CANCELLED ? RemovedCopies.How.CANCELLED : RemovedCopies.How.TRASHED;
            RemovedCopies.note(jdbc, seen(store, copy, ours.get()), how, clock.instant());
        }
    }

    /** A copy that is gone says no more whose it was: its link does, or the reference in the signed message. */
    void absent(Store store, WebhookReads.Wanted wanted) {
        find(store, wanted.reference(), wanted.copy())
                .ifPresent(ours -> RemovedCopies.note(
                        jdbc,
                        new SeenCopy(ours.id(), ours.generation(), store, wanted.copy(), null, false),
                        RemovedCopies.How.ABSENT,
                        clock.instant()));
    }

    private static SeenCopy seen(Store store, Copy copy, Ours ours) {
        boolean whole = AsSent.differences(OrderJson.read(ours.body()), copy).isEmpty();
        return new SeenCopy(ours.id(), ours.generation(), store, copy.id(), copy.url(), whole);
    }

    private Optional<Ours> find(Store store, @Nullable String reference, PlatformOrderId copy) {
        return OurReference.of(reference)
                .flatMap(ours -> byReference(store, ours))
                .or(() -> linked(store, copy));
    }

    /** The reference names its generation; an order that does not have it (after a restore) sent what it has now. */
    private Optional<Ours> byReference(Store store, OurReference reference) {
        return jdbc.sql("""
                        SELECT o.id, c.body
                          FROM orders o
                          JOIN order_content c ON c.order_id = o.id AND c.generation = least(o.generation, :generation)
                         WHERE o.store_id = :store AND substr(o.idem_key, 4, 32) = :digest
                        """)
                .param("store", store.id())
                .param("digest", reference.digest())
                .param("generation", reference.generation())
                .query((row, _) ->
                        new Ours(new OrderId(row.getLong("id")), reference.generation(), row.getString("body")))
                .optional();
    }

    private Optional<Ours> linked(Store store, PlatformOrderId copy) {
        return jdbc.sql("""
                        SELECT o.id, o.generation, c.body
                          FROM links k
                          JOIN orders o ON o.id = k.order_id
                          JOIN order_content c ON c.order_id = o.id AND c.generation = o.generation
                         WHERE k.shop_id = :shop AND k.platform_order_id = :copy AND o.store_id = :store
                        """)
                .param("shop", store.shopId())
                .param("copy", copy.value())
                .param("store", store.id())
                .query((row, _) ->
                        new Ours(new OrderId(row.getLong("id")), row.getInt("generation"), row.getString("body")))
                .optional();
    }

    private void lookSooner(Store store) {
        var now = clock.instant();
        var last = lookedSooner.get(store.id());
        if (last == null || !now.isBefore(last.plus(BETWEEN_LOOKS))) {
            lookedSooner.put(store.id(), now);
            LookSooner.at(jdbc, store, now);
        }
    }
}
