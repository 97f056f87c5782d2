package dev.ordersync.scenario.simulation;

import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.Outcome;
import dev.ordersync.platform.Listing;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.store.StorePolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Knows what really happened and judges every POST at the moment when its bytes leave. It goes by what the shop was asked
 * and answered, never by what our tables say about doubts and proofs.
 */
final class Oracle {
    /** Clocks of two replicas may be this far apart, and time passes between two of their steps. */
    private static final Duration SLACK = Duration.ofMillis(2_500);

    /** One question to a shop and what it showed. */
    private record Read(
            Fiber by,
            String store,
            @Nullable String reference,
            Instant startedAt,
            boolean complete,
            Set<String> copies) {}

    private record Claimed(
            String status,
            int attempt,
            int generation,
            @Nullable Instant startedAt,
            @Nullable Instant leaseUntil) {}

    private final Life life;
    private final Map<String, KnownOrder> orders = new LinkedHashMap<>();
    private final List<Read> reads = new ArrayList<>();
    private final Map<String, Instant> recordedUntil = new LinkedHashMap<>();
    private int posts;

    Oracle(Life life) {
        this.life = life;
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
        reads.add(new Read(
                life.running(),
                store,
                reference,
                startedAt,
                listing.complete(),
                listing.copies().stream().map(copy -> copy.id().value()).collect(Collectors.toSet())));
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
            checkTheEvidence(order, row.startedAt() == null ? now : row.startedAt());
        }
        order.forced = false;
        var sent = new KnownOrder.Sent(
                row.attempt(), now, row.leaseUntil() == null ? now : row.leaseUntil(), answer.copyId(), life.running());
        order.sent.add(sent);
        return sent;
    }

    private void checkTheBytes(KnownOrder order, NewOrder given, Claimed row) {
        if (!given.key().equals(IdempotencyKey.of("default", order.id, row.generation()))) {
            life.violated("same-key", order.id, "attempt " + row.attempt() + " has another key: " + given.key());
        }
        if (row.generation() == 1 && !given.body().equals(order.body)) {
            life.violated("same-bytes", order.id, "attempt " + row.attempt() + " has another content");
        }
    }

    private void checkTheLease(KnownOrder order, Claimed row, Instant now) {
        var leaseUntil = row.leaseUntil();
        if (!row.status().equals("posting") || leaseUntil == null) {
            life.violated("lease", order.id, "bytes left while it is " + row.status());
        } else if (now.isAfter(leaseUntil.minus(life.policy().requestTimeout()).plus(SLACK))) {
            life.violated("lease", order.id, "bytes left too late in the lease");
        }
    }

    private void checkTheEvidence(KnownOrder order, Instant claimedAt) {
        if (order.cancelledAt != null && order.cancelledAt.isBefore(claimedAt)) {
            life.violated("cancelled", order.id, "posted after it was cancelled");
        }
        for (var told : order.told) {
            var recorded = recordedUntil.getOrDefault(told.process(), Instant.MIN);
            boolean known = told.at().isBefore(recorded) && recorded.isBefore(claimedAt);
            if (known
                    && (told.copyId() == null
                            || !order.dismissed.contains(told.copyId().value()))) {
                life.violated("told", order.id, "posted although the shop had said that it took it: " + told.copyId());
            }
        }
        var unsettled = order.sent.stream().filter(sent -> !sent.isRefused()).toList();
        if (!unsettled.isEmpty() && reads.stream().noneMatch(read -> proves(order, unsettled, read, claimedAt))) {
            life.violated("proof", order.id, "posted without a current proof of absence");
        }
    }

    /** A whole look after the settle windows of all earlier attempts, young enough, agreeing with one before it. */
    private boolean proves(KnownOrder order, List<KnownOrder.Sent> unsettled, Read read, Instant claimedAt) {
        var policy = life.policy();
        var began = unsettled.stream()
                .map(KnownOrder.Sent::endedAt)
                .max(Instant::compareTo)
                .orElseThrow();
        return showsNothing(order, read)
                && !read.startedAt().isBefore(began.plus(policy.settleWindow()).minus(SLACK))
                && !read.startedAt()
                        .isBefore(claimedAt.minus(policy.proofMaxAge()).minus(SLACK))
                && (showsNewer(read, began) || reads.stream().anyMatch(other -> agrees(order, other, read, began)));
    }

    private boolean agrees(KnownOrder order, Read other, Read read, Instant began) {
        var apart = apart(life.policy());
        return showsNothing(order, other)
                && !other.startedAt().isBefore(began.minus(SLACK))
                && !other.startedAt().isAfter(read.startedAt().minus(apart).plus(SLACK));
    }

    private static Duration apart(StorePolicy policy) {
        var part = policy.settleWindow().dividedBy(10);
        return part.compareTo(Duration.ofMinutes(1)) > 0 ? Duration.ofMinutes(1) : part;
    }

    private boolean showsNothing(KnownOrder order, Read read) {
        return read.complete()
                && read.reference() == null
                && read.store().equals(order.store)
                && reads.stream()
                        .filter(one -> one.by() == read.by() && one.store().equals(order.store))
                        .flatMap(one -> one.copies().stream())
                        .noneMatch(copy -> isEvidence(order, copy));
    }

    private boolean showsNewer(Read read, Instant began) {
        return read.copies().stream()
                .flatMap(copy -> life.books(read.store()).find(copy).stream())
                .anyMatch(entry -> entry.savedAt().isAfter(began.minus(SLACK)));
    }

    private boolean isEvidence(KnownOrder order, String copyId) {
        return life.books(order.store)
                .find(copyId)
                .filter(entry -> order.id.equals(entry.origin()) && !order.dismissed.contains(copyId))
                // Without a reference, what the merchant took out of the shop can't be told from a stranger's.
                .filter(entry -> entry.copy().reference() != null
                        || entry.copy().status().isLive())
                .isPresent();
    }

    void answered(KnownOrder.Sent sent, Outcome outcome) {
        sent.returnedAt = life.now();
        sent.outcome = outcome;
        var order = orders.values().stream()
                .filter(one -> one.sent.contains(sent))
                .findFirst()
                .orElseThrow();
        if (outcome instanceof Outcome.Accepted accepted) {
            order.told.add(new KnownOrder.Told(accepted.id(), life.processOfRunning(), life.now()));
        } else if (outcome instanceof Outcome.AcceptedNoId) {
            order.told.add(new KnownOrder.Told(null, life.processOfRunning(), life.now()));
        }
    }

    // --- for deliberate bugs ---

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
        return SimulatedDatabase.get()
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
