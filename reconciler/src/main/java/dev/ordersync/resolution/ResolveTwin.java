package dev.ordersync.resolution;

import dev.ordersync.ledger.Transition;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Platforms;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.StoreHealth;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** A second copy of an order: voided by the same engine as a broken order's, or kept. The order itself stays as it is. */
public final class ResolveTwin {
    private static final String ACTION = "resolve-twin";

    /** Never the copy that the order is linked to. */
    private static final String IS_TWIN = Desk.SEEN + " AND o.platform_order_id IS DISTINCT FROM x.platform_order_id"
            + " AND EXISTS (SELECT 1 FROM twins t WHERE t.order_id = o.id AND t.platform_order_id = x.platform_order_id)";

    private static final Transition VOID = Transition.to("o.status")
            .rows(Desk.ROW + Reservation.ROW)
            .guard(IS_TWIN + " AND " + Reservation.FREE)
            .action("CASE WHEN x.force THEN 'twin-void-forced' ELSE 'twin-void' END")
            .reason("x.platform_order_id || ': ' || x.said")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .returning(Reservation.RETURNING)
            .effect(Reservation.RESERVE)
            .effect(Reservation.BEGIN)
            .effect(mark("open"))
            .build();

    private static final Transition KEEP = Transition.to("o.status")
            .rows(Desk.ROW + ", platform_order_id text")
            .guard(IS_TWIN)
            .action("'twin-kept'")
            .reason("x.platform_order_id || ': ' || x.said")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .returning("x.platform_order_id AS x_platform_order_id")
            .effect(mark("kept"))
            .build();

    private final Desk desk;
    private final ShopCopies shop;
    private final Voids voids;

    public ResolveTwin(Desk desk, Platforms platforms, StoreHealth health, Clock clock) {
        this.desk = desk;
        this.shop = new ShopCopies(platforms, health, clock);
        this.voids = new Voids(desk.jdbc());
    }

    private static String mark(String state) {
        return """
                marked AS (
                    UPDATE twins t SET state = '%s' FROM moved m
                     WHERE t.order_id = m.id AND t.platform_order_id = m.x_platform_order_id
                )
                """.formatted(state);
    }

    /**
     * Both copies are wanted: nothing happens in the shop.
     *
     * @throws Refusal 404 for what is no twin of the order, 422 without a reason, 409 when it is voided or about to be
     */
    public void keep(OrderId id, PlatformOrderId copyId, Press press) {
        desk.press(id, ACTION, press, (order, _) -> {
            press.requireReason();
            var state = state(order, copyId);
            if (state.equals("kept")) {
                return new Desk.Ruling.Nothing(copyId + " is kept already");
            }
            if (state.equals("voided") || isUnderWay(order, copyId)) {
                throw Refusal.conflict("wrong-status", "It is voided, or being voided.");
            }
            Map<String, @Nullable Object> row = new HashMap<>();
            row.put("platform_order_id", copyId.value());
            return new Desk.Ruling.Move(KEEP, row);
        });
    }

    /**
     * Begins to void the twin; pressed again, it changes nothing.
     *
     * @throws Refusal 404 for what is no twin of the order, 409, 422 as for a resync; 503 when the shop cannot be read
     */
    public void voidCopy(OrderId id, PlatformOrderId copyId, IfNotDeletable ifNotDeletable, Press press) {
        var before = desk.facts(id);
        Optional<Copy> copy;
        try {
            press.checkForce();
            press.requireReason();
            copy = isDone(before, copyId) ? Optional.empty() : shop.read(desk.store(before), copyId);
        } catch (Refusal refusal) {
            throw desk.refused(before, ACTION, press, refusal);
        }
        try {
            desk.press(
                    id, ACTION, press, (order, now) -> ruling(order, copyId, copy, ifNotDeletable, press.force(), now));
        } catch (DuplicateKeyException _) {
            throw desk.refused(desk.facts(id), ACTION, press, Voids.linkedElsewhere());
        }
    }

    private Desk.Ruling ruling(
            Facts order,
            PlatformOrderId copyId,
            Optional<Copy> copy,
            IfNotDeletable ifNotDeletable,
            boolean force,
            Instant now) {
        if (isDone(order, copyId)) {
            return new Desk.Ruling.Nothing(copyId + " is voided, or being voided, already");
        }
        if (copyId.value().equals(order.platformOrderId())) {
            throw Refusal.conflict("already-synced", "The order is linked to this copy: void the other one.");
        }
        var store = desk.store(order);
        voids.checkPlace(order, store, copyId.value());
        if (!force) {
            copy.ifPresent(VoidRules::checkUntouched);
        }
        return new Desk.Ruling.Move(VOID, Voids.row(store, copyId.value(), "twin", ifNotDeletable, now));
    }

    private boolean isDone(Facts order, PlatformOrderId copyId) {
        return state(order, copyId).equals("voided") || isUnderWay(order, copyId);
    }

    private boolean isUnderWay(Facts order, PlatformOrderId copyId) {
        return voids.underWay(order.id(), true, copyId.value()).isPresent();
    }

    private String state(Facts order, PlatformOrderId copyId) {
        return desk.jdbc()
                .sql("SELECT state FROM twins WHERE order_id = :order AND platform_order_id = :copy")
                .param("order", order.id().value())
                .param("copy", copyId.value())
                .query(String.class)
                .optional()
                .orElseThrow(() -> Refusal.notFound("This is no twin of the order."));
    }
}
