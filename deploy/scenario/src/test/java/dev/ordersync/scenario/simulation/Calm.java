package dev.ordersync.scenario.simulation;

import dev.ordersync.order.OrderId;
import dev.ordersync.outbox.Hint;
import dev.ordersync.store.StoreHealth;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The rest of a life: all trouble is over, and time goes on until nothing is due any more. Then the books are compared. */
final class Calm {
    private static final int MAX_ROUNDS = 500;
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration LONGEST_STEP = Duration.ofMinutes(10);
    /** For a shop that answers, between a deadline and the pass that keeps it. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration OUTAGE = Duration.ofMinutes(45);

    private final Life life;
    private final Fleet fleet;
    private Instant since = Instant.MIN;

    Calm(Life life, Fleet fleet) {
        this.life = life;
        this.fleet = fleet;
    }

    void settles() {
        since = life.now();
        life.trace("life", "all trouble is over");
        for (var shop : life.shops()) {
            shop.lagsBy(Duration.ZERO);
            shop.locksOut(false);
        }
        fleet.recovers();
        var jdbc = life.database().oracle();
        var health = new StoreHealth(jdbc);
        jdbc.sql("SELECT id FROM stores")
                .query(Integer.class)
                .list()
                .forEach(store -> health.resume(store, life.now()));
        if (life.random().nextInt(3) == 0) {
            outage();
        }
        int rounds = 0;
        while (rounds++ < MAX_ROUNDS && (rounds < 3 || isSomethingDue())) {
            round();
            checkDeadlines();
            timePasses();
        }
        if (rounds >= MAX_ROUNDS) {
            life.violated(
                    "settles",
                    "",
                    "still something to do after " + MAX_ROUNDS + " rounds: "
                            + count("SELECT count(*) FROM orders WHERE due_at IS NOT NULL") + " orders, "
                            + count("SELECT count(*) FROM twin_watch") + " watches, "
                            + count("SELECT count(*) FROM outbox") + " events");
        }
        new BookCheck(life).compare();
        life.stopIfViolated();
    }

    /** All is well with us, and one shop lets nobody in for longer than any deadline. */
    private void outage() {
        var shop = life.shops().getFirst();
        life.trace(shop.id(), "lets nobody in for long");
        shop.locksOut(true);
        var until = life.now().plus(OUTAGE);
        while (life.now().isBefore(until)) {
            round();
            checkOverdue();
            life.advance(Duration.ofMinutes(2));
        }
        shop.locksOut(false);
        since = life.now();
    }

    private void round() {
        deliverMessages();
        for (int pass = 0; pass < 2; pass++) {
            for (var process : fleet.processes()) {
                process.idle().forEach(process::start);
                finish();
            }
        }
        for (var hint = life.log().next(); hint.isPresent(); hint = life.log().next()) {
            for (var worker : fleet.awakeWorkers()) {
                worker.hint(
                        new Hint(new OrderId(hint.get().orderId()), hint.get().key()));
            }
        }
    }

    private void deliverMessages() {
        for (var message = life.webhooks().next();
                message.isPresent();
                message = life.webhooks().next()) {
            var told = message.get();
            fleet.awakeReconcilers().getFirst().take(told);
        }
    }

    /** Lets everything that is under way come to its end. */
    private void finish() {
        boolean any = true;
        while (any) {
            any = false;
            Instant next = Instant.MAX;
            for (var process : fleet.processes()) {
                for (var fiber : process.fibers()) {
                    any = true;
                    if (fiber.wakeAt().isAfter(life.now())) {
                        next = fiber.wakeAt().isBefore(next) ? fiber.wakeAt() : next;
                    } else {
                        life.run(process, fiber);
                        next = life.now();
                    }
                }
            }
            if (any && next.isAfter(life.now())) {
                life.advance(Duration.between(life.now(), next));
            }
        }
    }

    private boolean isSomethingDue() {
        return life.shops().stream().anyMatch(ShopBooks::hasMoreComing)
                || count("SELECT count(*) FROM orders WHERE due_at IS NOT NULL") > 0
                || count("SELECT count(*) FROM twin_watch") > 0
                || count("SELECT count(*) FROM voidings") > 0
                || count("SELECT count(*) FROM webhook_reads") > 0
                || count("SELECT count(*) FROM outbox WHERE parked_reason IS NULL") > 0;
    }

    private long count(String sql) {
        return life.database().oracle().sql(sql).query(Long.class).single();
    }

    private void timePasses() {
        var due = life.database()
                .oracle()
                .sql("""
                     SELECT min(at) AS at FROM (
                         SELECT min(CASE WHEN status = 'posting' THEN lease_until ELSE due_at END) AS at FROM orders
                         UNION ALL SELECT min(due_at) FROM twin_watch
                         UNION ALL SELECT min(due_at) FROM voidings
                         UNION ALL SELECT min(due_at) FROM webhook_reads
                         UNION ALL SELECT min(probe_at) FROM stores) AS t
                     """)
                .query((row, _) -> instant(row.getObject("at", OffsetDateTime.class)))
                .optional()
                .orElse(null);
        var wait = due == null || !due.isAfter(life.now().plus(STEP)) ? STEP : Duration.between(life.now(), due);
        life.advance(wait.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : wait);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** The shops answer now: who is in doubt past its deadline was forgotten. */
    private void checkDeadlines() {
        violated(
                "status = 'in_doubt' AND doubt_since < :waited AND settles_at < :late",
                "deadline",
                "not decided by its deadline though the shop answers");
        checkOverdue();
    }

    /** Whether or not the shops answer: who waits for too long is called overdue. */
    private void checkOverdue() {
        violated(
                "NOT overdue AND (status = 'in_doubt' AND doubt_since < :waited"
                        + " OR status IN ('queued', 'resyncing') AND queued_since < :waited)",
                "overdue",
                "waits for longer than it should, and nobody is told");
    }

    private void violated(String condition, String check, String detail) {
        var late = life.now().minus(PATIENCE);
        if (late.isBefore(since)) {
            return;
        }
        var waited = late.minus(life.policy().retryWithin());
        life.database()
                .oracle()
                .sql("SELECT ext_id FROM orders WHERE " + condition)
                .param("late", late.atOffset(ZoneOffset.UTC))
                .param("waited", waited.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list()
                .forEach(id -> life.violated(check, id, detail));
        life.stopIfViolated();
    }
}
