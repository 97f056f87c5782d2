package dev.ordersync.resolution;

import dev.ordersync.ledger.Transition;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Platforms;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.StoreHealth;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;

/**
 * Takes a broken order's copy out of the shop, for a fresh post (resync) or for good (void). The press reads the copy,
 * reserves it and begins; everything that touches the shop's books is the engine's, which reads again right before.
 */
public final class Resync {
    /** What is wanted once the copy is gone. */
    public enum Then {
        POST("resync"),
        CANCEL("void");

        private final String action;

        Then(String action) {
            this.action = action;
        }
    }

    private static final Transition BEGIN = Transition.to("'resyncing'")
            .rows(Desk.ROW + Reservation.ROW + ", others boolean")
            // Another copy is known and an admin goes on all the same: the fresh post waits until it is looked up.
            .set("""
                 due_at = :now, queued_since = :now, overdue = false, retry_pressed = false,
                 evidence_version = o.evidence_version + 1, doubted = o.doubted OR x.others,
                 cancel_requested = o.cancel_requested AND x.purpose <> 'resync',
                 reason = CASE x.purpose WHEN 'resync' THEN 'Its copy in your shop is being voided; then we send it again.'
                      ELSE 'Its copy in your shop is being voided; it will not be sent again.' END
                 """)
            .guard(Desk.SEEN + " AND o.status = 'broken' AND " + Reservation.FREE)
            .action("x.purpose || CASE WHEN x.force THEN '-forced' ELSE '' END")
            .reason(
                    "concat_ws(': ', 'voids ' || x.platform_order_id || CASE WHEN x.or_cancel THEN ', or cancels it' ELSE '' END,"
                            + " x.said)")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .returning(Reservation.RETURNING)
            .effect(Reservation.RESERVE)
            .effect(Reservation.BEGIN)
            .build();

    private final Desk desk;
    private final ShopCopies shop;
    private final Voids voids;

    public Resync(Desk desk, Platforms platforms, StoreHealth health, Clock clock) {
        this.desk = desk;
        this.shop = new ShopCopies(platforms, health, clock);
        this.voids = new Voids(desk.jdbc());
    }

    /**
     * Begins to void the copy; pressed again for the same, it changes nothing.
     *
     * @throws Refusal 409, 422 as the contract says; 503 when the shop cannot be read: nothing is known then
     */
    public void press(OrderId id, Then then, PlatformOrderId copyId, IfNotDeletable ifNotDeletable, Press press) {
        var before = desk.facts(id);
        Optional<Copy> copy;
        try {
            press.checkForce();
            if (isUnderWay(before, then, copyId)) {
                copy = Optional.empty();
            } else {
                VoidRules.checkStatus(before);
                copy = shop.read(desk.store(before), copyId);
            }
        } catch (Refusal refusal) {
            throw desk.refused(before, then.action, press, refusal);
        }
        try {
            desk.press(
                    id,
                    then.action,
                    press,
                    (order, now) -> ruling(order, then, copyId, copy, ifNotDeletable, press.force(), now));
        } catch (DuplicateKeyException _) {
            throw desk.refused(desk.facts(id), then.action, press, Voids.linkedElsewhere());
        }
    }

    /**
     * Resyncs the order by the one copy that is known and carries our reference, which is deleted or else left alone.
     *
     * @throws Refusal 409 {@code no-sure-match} when no such one is known, {@code match-known} when several copies are, else as
     *     {@link #press}
     */
    void pressKnown(OrderId id, Press press) {
        var order = desk.facts(id);
        PlatformOrderId copy;
        try {
            copy = known(order);
        } catch (Refusal refusal) {
            throw desk.refused(order, Then.POST.action, press, refusal);
        }
        press(id, Then.POST, copy, IfNotDeletable.REFUSE, press);
    }

    /** Why {@link #pressKnown} would be refused now, as far as that can be said without asking the shop. */
    Optional<Refusal> judgeKnown(OrderId id, Press press) {
        return desk.judge(id, press, (order, _) -> {
            known(order);
            return new Desk.Ruling.Nothing("its copy may be voided");
        });
    }

    private static PlatformOrderId known(Facts order) {
        VoidRules.checkStatus(order);
        if (order.copies().size() > 1) {
            throw VoidRules.otherMatch();
        }
        return order.copies().stream()
                .filter(KnownCopy::carriesReference)
                .map(copy -> new PlatformOrderId(copy.platformOrderId()))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.conflict("no-sure-match", "No order in your shop is known to carry our reference."));
    }

    private Desk.Ruling ruling(
            Facts order,
            Then then,
            PlatformOrderId copyId,
            Optional<Copy> copy,
            IfNotDeletable ifNotDeletable,
            boolean force,
            Instant now) {
        if (isUnderWay(order, then, copyId)) {
            return new Desk.Ruling.Nothing(copyId + " is being voided already");
        }
        VoidRules.checkStatus(order);
        var store = desk.store(order);
        voids.checkPlace(order, store, copyId.value());
        VoidRules.check(order, copyId.value(), copy, force);
        var row = Voids.row(store, copyId.value(), then.action, ifNotDeletable, now);
        row.put(
                "others",
                order.copies().stream()
                        .anyMatch(other -> !other.platformOrderId().equals(copyId.value())));
        return new Desk.Ruling.Move(BEGIN, row);
    }

    private boolean isUnderWay(Facts order, Then then, PlatformOrderId copyId) {
        return order.status() == OrderStatus.RESYNCING
                && voids.underWay(order.id(), false, null)
                        .filter(new Voids.UnderWay(copyId.value(), then.action)::equals)
                        .isPresent();
    }
}
