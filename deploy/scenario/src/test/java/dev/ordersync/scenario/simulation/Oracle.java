package dev.ordersync.scenario.simulation;

import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.Outcome;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Listing;
import dev.ordersync.platform.NewOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Knows what really happened and judges every POST at the moment when its bytes leave. It goes by what the shop was asked
 * and answered, never by what our tables say about doubts and proofs.
 */
final class Oracle {
    /** Clocks of two replicas may be this far apart, and time passes between two of their steps. */
    private static final Duration SLACK = Duration.ofMillis(2_500);

    private record Claimed(
            String status,
            int attempt,
            int generation,
            @Nullable Instant startedAt,
            @Nullable Instant leaseUntil) {}

    private final Life life;
    private final Map<String, KnownOrder> orders = new LinkedHashMap<>();
    private final Reads reads;
    private final Map<String, Instant> recordedUntil = new LinkedHashMap<>();
    private int posts;

    Oracle(Life life) {
        this.life = life;
        this.reads = new Reads(life);
    }

    KnownOrder order(String id) {
        return Objects.requireNonNull(orders.get(id), id);
    }

    List<KnownOrder> orders() {
        return List.copyOf(orders.values());
    }

    int posts() {
        return posts;
    }

    void arrives(KnownOrder order) {
        orders.put(order.id, order);
    }

    /** The worker has written down all answers that it had before then. */
    void recorded(String process, Instant until) {
        recordedUntil.put(process, until);
    }

    void read(String store, @Nullable String reference, Instant startedAt, Listing listing) {
        reads.add(store, reference, startedAt, listing);
    }

    KnownOrder.Sent bytesLeave(String process, NewOrder given, ShopAnswer answer) {
        posts++;
        var order = order(given.content().id());
        var now = life.now();
        var row = claimed(order.id);
        life.trace(process, "POST " + order.id + " attempt " + row.attempt() + (order.forced ? ", forced" : ""));
        checkTheBytes(order, given, row);
        checkTheLease(order, row, now);
        for (var earlier : order.sent) {
            if (earlier.isInFlight(now)) {
                life.violated("in-flight", order.id, "posted while attempt " + earlier.attempt + " is in flight");
            }
        }
        if (!order.forced) {
            checkTheEvidence(order, given.key(), row.startedAt() == null ? now : row.startedAt());
        }
        order.forced = false;
        var sent = new KnownOrder.Sent(
                row.attempt(),
                given,
                now,
                row.leaseUntil() == null ? now : row.leaseUntil(),
                answer.copyId(),
                life.running(),
                process);
        order.sent.add(sent);
        return sent;
    }

    private void checkTheBytes(KnownOrder order, NewOrder given, Claimed row) {
        if (!given.key().equals(IdempotencyKey.of("default", order.id, row.generation()))) {
            life.violated("same-key", order.id, "attempt " + row.attempt() + " has another key: " + given.key());
        }
        if (!order.contents.contains(given.body())) {
            life.violated("same-bytes", order.id, "attempt " + row.attempt() + " has a content that nobody gave");
        }
        for (var earlier : order.sent) {
            if (earlier.key.equals(given.key()) && !earlier.body.equals(given.body())) {
                life.violated("same-bytes", order.id, "attempt " + row.attempt() + " has another content");
            }
            if (earlier.key.equals(given.key()) && !order.forced && isTakenOut(order, earlier)) {
                life.violated("spent-key", order.id, "posted with the key of a copy that was voided");
            }
        }
    }

    /** Its copy was to be voided, and is gone. */
    private boolean isTakenOut(KnownOrder order, KnownOrder.Sent sent) {
        var copy = sent.copyId.value();
        return order.voided.contains(copy)
                && !order.dismissed.contains(copy)
                && life.books(order.store)
                        .find(copy)
                        .filter(entry -> !entry.copy().status().isLive())
                        .isPresent();
    }

    private void checkTheLease(KnownOrder order, Claimed row, Instant now) {
        var leaseUntil = row.leaseUntil();
        if (!row.status().equals("posting") || leaseUntil == null) {
            life.violated("lease", order.id, "bytes left while it is " + row.status());
        } else if (now.isAfter(leaseUntil.minus(life.policy().requestTimeout()).plus(SLACK))) {
            life.violated("lease", order.id, "bytes left too late in the lease");
        }
    }

    private void checkTheEvidence(KnownOrder order, String key, Instant claimedAt) {
        if (order.cancelledAt != null && order.cancelledAt.isBefore(claimedAt.minus(SLACK))) {
            life.violated("cancelled", order.id, "posted after it was cancelled");
        }
        for (var told : order.told) {
            var recorded = recordedUntil.getOrDefault(told.process(), Instant.MIN);
            if (recorded.isAfter(told.at()) && recorded.isBefore(claimedAt) && speaksAgainst(order, told, key)) {
                life.violated("told", order.id, "posted although the shop had said that it took it: " + told.copyId());
            }
        }
        var unsettled = order.sent.stream()
                .filter(sent -> !sent.isRefused() && !isTakenOut(order, sent))
                .toList();
        if (!reads.prove(order, unsettled, claimedAt)) {
            life.violated("proof", order.id, "posted without a current proof of absence");
        }
    }

    /** A copy without a number says nothing any more where a person replaced the content or the copy. */
    private boolean speaksAgainst(KnownOrder order, KnownOrder.Told told, String key) {
        return told.copyId() == null
                ? told.sent().key.equals(key)
                : !order.dismissed.contains(told.copyId().value()) && !isTakenOut(order, told.sent());
    }

    /** Whether the shop's word that it has this copy was written down. */
    boolean isKnown(KnownOrder order, String copy) {
        return order.told.stream()
                .filter(told -> told.copyId() != null && told.copyId().value().equals(copy))
                .anyMatch(told ->
                        recordedUntil.getOrDefault(told.process(), Instant.MIN).isAfter(told.at()));
    }

    /** A copy is about to be taken out of the shop. */
    void voids(String store, ShopBooks.Entry entry) {
        var copy = entry.copy().id().value();
        var linked = life.database()
                .oracle()
                .sql("""
                     SELECT o.ext_id FROM orders o JOIN stores s ON s.id = o.store_id
                      WHERE s.key = :store AND o.status = 'synced' AND o.platform_order_id = :copy
                     """)
                .param("store", store)
                .param("copy", copy)
                .query(String.class)
                .list();
        linked.forEach(order -> life.violated("voided", order, "its own copy is voided: " + copy));
        var origin = entry.origin();
        if (origin == null || !order(origin).voided.contains(copy)) {
            life.violated("voided", origin == null ? "" : origin, "voided, and nobody asked for it: " + copy);
        }
    }

    void answered(KnownOrder.Sent sent, Outcome outcome) {
        sent.returnedAt = life.now();
        sent.outcome = outcome;
        var order = orders.values().stream()
                .filter(one -> one.sent.contains(sent))
                .findFirst()
                .orElseThrow();
        if (outcome instanceof Outcome.Accepted accepted) {
            order.told.add(new KnownOrder.Told(sent, accepted.id(), life.processOfRunning(), life.now()));
        } else if (outcome instanceof Outcome.AcceptedNoId) {
            order.told.add(new KnownOrder.Told(sent, null, life.processOfRunning(), life.now()));
        }
    }

    // --- for the worst moment ---

    /** It still holds the reply to an attempt of an order that another one is posting now. */
    boolean isOvertaken(String process) {
        return orders.values().stream()
                .anyMatch(order -> !order.sent.isEmpty()
                        && order.sent.getLast().isInFlight(life.now())
                        && !order.sent.getLast().process.equals(process)
                        && order.sent.stream()
                                .anyMatch(sent -> sent.process.equals(process)
                                        && sent.returnedAt == null
                                        && !sent.by.isKilled()));
    }

    // --- for deliberate bugs ---

    /** Whether it has the reference of a generation that was replaced since. */
    boolean isOfEarlierGeneration(Copy copy) {
        return orders.values().stream()
                .filter(order -> !order.sent.isEmpty())
                .anyMatch(order -> !order.sent.getLast().key.equals(copy.reference())
                        && order.sent.stream().anyMatch(sent -> sent.key.equals(copy.reference())));
    }

    NewOrder withAnotherKey(NewOrder given) {
        var order = order(given.content().id());
        return new NewOrder(given.key() + "-" + order.sent.size(), given.body(), given.content());
    }

    /** The reference of some order that was sent. */
    @Nullable
    String someReference() {
        return orders.values().stream()
                .filter(order -> !order.sent.isEmpty())
                .map(order -> IdempotencyKey.of("default", order.id, 1))
                .findFirst()
                .orElse(null);
    }

    private Claimed claimed(String id) {
        return life.database()
                .oracle()
                .sql(
                        "SELECT status, attempt, generation, attempt_started_at, lease_until FROM orders WHERE ext_id = :id")
                .param("id", id)
                .query((row, _) -> claimed(row))
                .single();
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        return new Claimed(
                row.getString("status"),
                row.getInt("attempt"),
                row.getInt("generation"),
                instant(row, "attempt_started_at"),
                instant(row, "lease_until"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
