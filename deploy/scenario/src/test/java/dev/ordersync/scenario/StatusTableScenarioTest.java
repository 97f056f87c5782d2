package dev.ordersync.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.ledger.Claims;
import dev.ordersync.ledger.LateAnswers;
import dev.ordersync.ledger.Leases;
import dev.ordersync.ledger.Outcomes;
import dev.ordersync.ledger.Recorded;
import dev.ordersync.ledger.Waiting;
import dev.ordersync.order.Actor;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.order.Outcome;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.problem.Refusal;
import dev.ordersync.resolution.Cancel;
import dev.ordersync.resolution.Correct;
import dev.ordersync.resolution.Desk;
import dev.ordersync.resolution.Dismiss;
import dev.ordersync.resolution.IfNotDeletable;
import dev.ordersync.resolution.Press;
import dev.ordersync.resolution.Resync;
import dev.ordersync.resolution.Retry;
import dev.ordersync.resolution.Target;
import dev.ordersync.resolution.Unlink;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The design's whole table of events and statuses on a real database: a letter is where the order goes, {@code -} that
 * nothing moves, {@code x} that the press is refused.
 */
class StatusTableScenarioTest {
    private static final String LETTERS = "QPSDBJFRX";
    private static final List<OrderStatus> STATUSES = List.of(
            OrderStatus.QUEUED,
            OrderStatus.POSTING,
            OrderStatus.SYNCED,
            OrderStatus.IN_DOUBT,
            OrderStatus.BROKEN,
            OrderStatus.REJECTED,
            OrderStatus.FAILED,
            OrderStatus.RESYNCING,
            OrderStatus.CANCELLED);

    private static final Caller ADMIN = new Caller(Actor.user("ann"), Role.ADMIN, null);
    private static final Press PRESS = new Press(ADMIN, null, false, "asked by the merchant");
    private static final Press FORCED = new Press(ADMIN, null, true, "looked into the shop");
    private static final String LATE_COPY = "late";

    @AutoClose
    private final SyncScenario scenario = new SyncScenario();

    private final Desk desk = new Desk(scenario.jdbc(), scenario.stores(), scenario.clock(), () -> {});

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                //                   Q P S D B J F R X
                "claim             | P - - - - - - - -",
                "claim, stale      | D - - - - - - - -",
                "claim, wish       | - - - - - - - - -",
                "accepted          | - S - - - - - - -",
                "accepted, differs | - B - - - - - - -",
                "accepted, wish    | - B - - - - - - -",
                "accepted_no_id    | - D - - - - - - -",
                "not_sent          | - Q - - - - - - -",
                "not_sent, wish    | - X - - - - - - -",
                "not_sent, late    | - D - - - - - - -",
                "throttled         | - Q - - - - - - -",
                "held              | - Q - - - - - - -",
                "rejected          | - J - - - - - - -",
                "rejected, wish    | - X - - - - - - -",
                "rejected, late    | - D - - - - - - -",
                "unknown           | - D - - - - - - -",
                "lease end         | - D - - - - - - -",
                "late 2xx          | S P S S B B B B B",
                "late 2xx, half    | B P S D B B B B B",
                "late 2xx, wish    | B P S B B B B B B",
                "retry             | Q x x x x Q Q x x",
                "forced retry      | Q x x Q Q Q Q x x",
                "link              | S x x S S S S x x",
                "unlink            | x x B x x x x x x",
                "dismiss           | x x x D D x x x x",
                "resync            | x x x x R x x x x",
                "void              | x x x x R x x x x",
                "correction        | Q x x x x Q Q x x",
                "cancel            | X P x D x X X R X",
                "waits too long    | Q P S D B J F R X",
                "gives up          | F - - - - - - - -",
                "gives up, doubted | D - - - - - - - -",
            })
    void everyCell(String event, String row) {
        var cells = row.replace(" ", "");
        var problems = new ArrayList<String>();
        for (int column = 0; column < LETTERS.length(); column++) {
            var problem = cell(event, column, cells.charAt(column));
            if (!problem.isEmpty()) {
                problems.add(problem);
            }
        }
        assertThat(problems).isEmpty();
    }

    /** @return what is not as the table says; empty when all is */
    private String cell(String event, int column, char wanted) {
        var from = STATUSES.get(column);
        var order = order("CV-" + column, from, event);
        var audited = scenario.auditOf(order).size();
        boolean refused = false;
        try {
            happens(event, order, column);
        } catch (Refusal refusal) {
            refused = true;
        }
        var expected = wanted == '-' || wanted == 'x' ? from : STATUSES.get(LETTERS.indexOf(wanted));
        var to = scenario.statusOf(order);
        if (to != expected || refused != (wanted == 'x')) {
            return "%s on %s: went to %s%s, should be %c"
                    .formatted(event, from, to, refused ? ", refused" : "", wanted);
        }
        if (event.equals("waits too long")) {
            boolean overdue = scenario.column(order, "overdue", Boolean.class);
            return overdue == "QDR".contains(LETTERS.substring(column, column + 1)) ? "" : "overdue on " + from;
        }
        boolean silent = scenario.auditOf(order).size() == audited;
        return (wanted == '-') == silent ? "" : event + " on " + from + ": its audit";
    }

    private OrderId order(String id, OrderStatus status, String event) {
        var order = scenario.queuedOrder(id);
        boolean sent = status == OrderStatus.IN_DOUBT || status == OrderStatus.BROKEN || status == OrderStatus.SYNCED;
        scenario.jdbc()
                .sql("""
                     UPDATE orders SET status = :status, attempt = :attempt, doubted = :doubted,
                         cancel_requested = :wish, late_evidence = :late, no_id = false, lookups = 1,
                         due_at = CASE WHEN :status IN ('queued', 'posting', 'in_doubt', 'resyncing') THEN due_at END,
                         queued_since = CASE WHEN :status IN ('queued', 'resyncing') THEN queued_since END,
                         lease_until = CASE WHEN :status = 'posting' THEN CAST(:lease AS timestamptz) END,
                         attempt_started_at = CASE WHEN :status = 'posting' THEN CAST(:now AS timestamptz) END,
                         doubt_since = CASE WHEN :sent THEN CAST(:now AS timestamptz) END,
                         settles_at = CASE WHEN :sent THEN CAST(:later AS timestamptz) END,
                         decide_by = CASE WHEN :status = 'in_doubt' THEN CAST(:later AS timestamptz) END,
                         platform_order_id = CASE WHEN :status = 'synced' THEN :linked END
                      WHERE id = :id
                     """)
                .param("id", order.value())
                .param("status", status.code())
                .param("attempt", status == OrderStatus.QUEUED && !event.contains("doubted") ? 0 : 1)
                .param("doubted", sent || event.contains("stale") || event.contains("doubted"))
                .param("wish", event.endsWith("wish"))
                .param("late", event.endsWith(", late") && status == OrderStatus.POSTING)
                .param("sent", sent)
                .param("linked", "linked-" + id)
                .param("now", at(Duration.ZERO))
                .param("lease", at(Duration.ofSeconds(60)))
                .param("later", at(Duration.ofMinutes(10)))
                .update();
        scenario.jdbc()
                .sql("""
                     INSERT INTO lookups (order_id, number, started_at, at, result, fresh, complete, detail, candidates,
                         ruleset, found_by)
                     VALUES (:id, 1, :now, :now, 'candidates', true, true, NULL, CAST(:candidates AS jsonb), '1', 'lookup')
                     """)
                .param("id", order.value())
                .param("now", at(Duration.ZERO))
                .param("candidates", event.equals("correction") ? "[]" : candidate(id))
                .update();
        if (event.startsWith("late")) {
            gaveUpAnAttempt(order);
        }
        return order;
    }

    /** The attempt that answers late: it sent the content that the order has now. */
    private void gaveUpAnAttempt(OrderId order) {
        scenario.jdbc()
                .sql("""
                     INSERT INTO attempts (order_id, number, generation, idem_key, shop_id, started_at, ended_at, outcome,
                         detail)
                     SELECT id, 0, generation, idem_key, :shop, :now, :now, 'unknown', 'no reply' FROM orders WHERE id = :id
                     """)
                .param("shop", ScriptedShop.ID)
                .param("now", at(Duration.ZERO))
                .param("id", order.value())
                .update();
    }

    /** As a lookup found it, alike and without our reference. A correction is refused beside one. */
    private String candidate(String id) {
        return """
                [{"platformOrderId": "%s", "score": 0.9, "reference": false, "dismissed": false, "evidence": []}]
                """.formatted(copy(id).value());
    }

    private OffsetDateTime at(Duration later) {
        return scenario.clock().instant().plus(later).atOffset(ZoneOffset.UTC);
    }

    /** A copy of the order in the shop, which a person may link or void. */
    private PlatformOrderId copy(String id) {
        var copies = scenario.shop().copiesOf(id);
        return copies.isEmpty()
                ? scenario.shop().merchantTypesIn(Orders.content(id)).id()
                : copies.getFirst().id();
    }

    private void happens(String event, OrderId order, int column) {
        var id = "CV-" + column;
        switch (event.replaceAll(",.*", "")) {
            case "claim" -> claim(order);
            case "accepted" ->
                record(
                        order,
                        new Outcome.Accepted(
                                new PlatformOrderId("new-" + id),
                                null,
                                201,
                                event.contains("differs") ? List.of("total") : List.of()));
            case "accepted_no_id" -> record(order, new Outcome.AcceptedNoId(201, "no id"));
            case "not_sent" -> record(order, new Outcome.NotSent("connection refused"));
            case "throttled" -> record(order, new Outcome.Throttled(429, "slow down", Duration.ofSeconds(5)));
            case "held" -> record(order, new Outcome.Held(401, "unauthorized", "401"));
            case "rejected" -> record(order, new Outcome.Rejected(422, "unknown-sku"));
            case "unknown" -> record(order, Outcome.Unknown.because("no reply"));
            case "lease end" ->
                Leases.endExpired(scenario.jdbc(), scenario.stores(), Actor.WORKER, now().plusSeconds(61));
            case "late 2xx" -> late(order, id, event.contains("half"));
            case "retry" -> new Retry(desk).press(order, PRESS);
            case "forced retry" -> new Retry(desk).press(order, FORCED);
            case "link" -> scenario.link().press(order, new Target(copy(id).value(), null), PRESS);
            case "unlink" -> new Unlink(desk).press(order, PRESS);
            case "dismiss" -> new Dismiss(desk).press(order, copy(id).value(), PRESS);
            case "resync" -> scenario.resync().press(order, Resync.Then.POST, copy(id), IfNotDeletable.REFUSE, PRESS);
            case "void" -> scenario.resync().press(order, Resync.Then.CANCEL, copy(id), IfNotDeletable.REFUSE, PRESS);
            case "correction" ->
                new Correct(desk)
                        .press(order, JsonMapper.shared().readTree(Orders.body(id, "new@example.com", "TEE-L")), PRESS);
            case "cancel" -> new Cancel(desk).press(order, PRESS);
            case "waits too long" ->
                Waiting.markOverdue(
                        scenario.jdbc(), scenario.store(), Actor.RECONCILER, now().plus(Duration.ofHours(1)));
            case "gives up" ->
                Waiting.giveUp(scenario.jdbc(), scenario.store(), Actor.WORKER, now().plus(Duration.ofDays(2)));
            default -> throw new IllegalArgumentException(event);
        }
    }

    private Instant now() {
        return scenario.clock().instant();
    }

    private void claim(OrderId order) {
        Claims.claim(
                scenario.jdbc(),
                List.of(new Claims.Wish(
                        order, now().plusSeconds(60), now().minusSeconds(120), now().plusSeconds(1800), 1, null)),
                now());
    }

    private void record(OrderId order, Outcome outcome) {
        Outcomes.record(scenario.jdbc(), List.of(ended(order, outcome)), now());
    }

    private void late(OrderId order, String id, boolean half) {
        var accepted = new Outcome.Accepted(
                new PlatformOrderId(LATE_COPY + id), null, 201, half ? List.of("total") : List.of());
        LateAnswers.note(
                scenario.jdbc(), new Recorded(order, 0, accepted, scenario.store(), now(), 1), accepted, now());
    }

    private Recorded ended(OrderId order, Outcome outcome) {
        return new Recorded(order, 1, outcome, scenario.store(), now(), 1);
    }
}
