package dev.ordersync.resolution;

import dev.ordersync.ledger.LateCopies;
import dev.ordersync.ledger.Transition;
import dev.ordersync.matching.Matcher;
import dev.ordersync.order.OrderContent;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderJson;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.outbox.EventType;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Platforms;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreHealth;
import java.time.Clock;
import java.util.HashMap;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/**
 * Pairs an order with a copy in the shop by a person's word: the copy is read first, outside any transaction, then
 * reserved and linked in one statement. From queued, the waiting attempt is withdrawn with it.
 */
public final class Link {
    private static final String ACTION = "link";

    /** Taken by another order, or being voided: never to be linked, forced or not. */
    private static final String FREE = """
            NOT EXISTS (SELECT 1 FROM links k
                         WHERE k.shop_id = x.shop_id AND k.platform_order_id = x.platform_order_id
                           AND (k.order_id <> o.id OR k.purpose <> 'link'))
            """;

    private static final Transition LINK = Transition.to("'synced'")
            .rows(Desk.ROW + ", shop_id text, platform_order_id text, platform_order_url text, watch_at timestamptz")
            .set("""
                 platform_order_id = x.platform_order_id, platform_order_url = x.platform_order_url,
                 due_at = NULL, queued_since = NULL, overdue = false, permit = false, cancel_requested = false,
                 retry_pressed = false, late_evidence = false, decide_by = NULL,
                 decided_at = CASE WHEN o.doubted THEN coalesce(o.decided_at, :now) END,
                 reason = 'Found in your shop and linked by a person.'
                 """)
            .guard(Desk.SEEN + " AND o.status IN ('queued', 'in_doubt', 'broken', 'rejected', 'failed') AND " + FREE)
            .action("CASE WHEN x.force THEN 'link-forced' ELSE 'link' END")
            .reason("concat_ws(': ', 'linked to ' || x.platform_order_id, x.said)")
            .decidedBy("CAST(NULL AS text)", "x.policy_version")
            .returning("x.shop_id AS x_shop_id, x.watch_at AS x_watch_at")
            // The copy that a person chose need not be the one that an attempt of ours may have made.
            .effect(LateCopies.watched("m.doubted"))
            // Two people linking one copy at once: the second one's insert fails, and its move with it.
            .effect("""
                    reserved AS (
                        INSERT INTO links (shop_id, platform_order_id, order_id, at)
                        SELECT m.x_shop_id, m.platform_order_id, m.id, :now
                          FROM moved m
                         WHERE NOT EXISTS (SELECT 1 FROM links k
                                            WHERE k.shop_id = m.x_shop_id AND k.platform_order_id = m.platform_order_id
                                              AND k.order_id = m.id)
                    )
                    """)
            // Whoever links a copy takes back an earlier "not our order".
            .effect("""
                    undismissed AS (
                        DELETE FROM dismissals d USING moved m
                         WHERE d.order_id = m.id AND d.platform_order_id = m.platform_order_id
                    )
                    """)
            .event(EventType.LINKED, "true")
            .build();

    private final Desk desk;
    private final Platforms platforms;
    private final ShopCopies shop;
    private final Matcher matcher;

    public Link(Desk desk, Platforms platforms, StoreHealth health, Clock clock, Matcher matcher) {
        this.matcher = matcher;
        this.desk = desk;
        this.platforms = platforms;
        this.shop = new ShopCopies(platforms, health, clock);
    }

    /**
     * Links the order; a repeat for the same copy changes nothing.
     *
     * @throws Refusal 409, 422 as the contract says; 503 when the shop cannot be read: nothing is known then
     */
    public void press(OrderId id, Target target, Press press) {
        var before = desk.facts(id);
        var store = desk.store(before);
        Copy copy;
        try {
            press.checkForce();
            checkStatus(before, target.platformOrderId());
            copy = read(store, target);
        } catch (Refusal refusal) {
            throw desk.refused(before, ACTION, press, refusal);
        }
        try {
            desk.press(id, ACTION, press, (order, _) -> ruling(order, store, copy, press));
        } catch (DuplicateKeyException e) {
            throw desk.refused(desk.facts(id), ACTION, press, Voids.linkedElsewhere());
        }
    }

    /**
     * Links the order to the one copy that is known to carry our reference.
     *
     * @throws Refusal 409 {@code no-sure-match} when none or several are known, else as {@link #press}
     */
    void pressKnown(OrderId id, Press press) {
        var order = desk.facts(id);
        Target target;
        try {
            target = known(order);
        } catch (Refusal refusal) {
            throw desk.refused(order, ACTION, press, refusal);
        }
        press(id, target, press);
    }

    /** Why {@link #pressKnown} would be refused now, as far as that can be said without asking the shop. */
    Optional<Refusal> judgeKnown(OrderId id, Press press) {
        return desk.judge(id, press, (order, _) -> {
            known(order);
            return new Desk.Ruling.Nothing("it may be linked");
        });
    }

    private static Target known(Facts order) {
        checkStatus(order, null);
        if (order.status() == OrderStatus.SYNCED) {
            return new Target(order.platformOrderId(), null);
        }
        var ours = order.copies().stream().filter(KnownCopy::carriesReference).toList();
        if (ours.size() != 1) {
            throw Refusal.conflict(
                    "no-sure-match",
                    ours.isEmpty()
                            ? "No order in your shop is known to carry our reference."
                            : "Several orders in your shop carry our reference.");
        }
        return new Target(ours.getFirst().platformOrderId(), null);
    }

    private Desk.Ruling ruling(Facts order, Store store, Copy copy, Press press) {
        var platformOrderId = copy.id().value();
        checkStatus(order, platformOrderId);
        if (order.status() == OrderStatus.SYNCED) {
            return new Desk.Ruling.Nothing("it is linked to " + platformOrderId + " already");
        }
        var shopId = Objects.requireNonNull(store.shopId(), "read() lets no store without a shop through");
        if (isTaken(order.id(), shopId, copy.id())) {
            throw Voids.linkedElsewhere();
        }
        var sent = sent(order);
        var against = LinkEvidence.against(order, sent, copy, matcher.compare(sent, copy));
        if (!against.isEmpty() && !press.force()) {
            throw Refusal.conflict(
                            "evidence-disagrees",
                            "Your shop's order differs from ours in: " + String.join(", ", against))
                    .with("differences", against);
        }
        var row = new HashMap<String, @Nullable Object>();
        row.put("shop_id", shopId);
        row.put("platform_order_id", platformOrderId);
        row.put("platform_order_url", copy.url());
        if (!store.policy().twinWatch().isEmpty()) {
            row.put(
                    "watch_at",
                    desk.now().plus(store.policy().twinWatch().getFirst()).toString());
        }
        return new Desk.Ruling.Move(LINK, row);
    }

    private static void checkStatus(Facts order, @Nullable String platformOrderId) {
        switch (order.status()) {
            case QUEUED, IN_DOUBT, BROKEN, REJECTED, FAILED -> {}
            case SYNCED -> {
                if (platformOrderId != null && !platformOrderId.equals(order.platformOrderId())) {
                    throw Refusal.conflict(
                            "already-synced", "It is linked to " + order.platformOrderId() + ". Unlink that first.");
                }
            }
            case POSTING -> throw Refusal.conflict("attempt-in-flight", "It is being sent right now.");
            case RESYNCING -> throw Refusal.conflict("wrong-status", "It is being replaced in your shop.");
            case CANCELLED -> throw Refusal.conflict("wrong-status", "It was cancelled; nothing can be linked to it.");
        }
    }

    /** @throws Refusal 422 when the shop has no such order; 503 when it can't be asked, or is not surely the right shop */
    private Copy read(Store store, Target target) {
        return shop.read(store, target.on(platforms.get(store.platform())))
                .orElseThrow(() -> Target.noSuchOrder("Your shop has no such order."));
    }

    private boolean isTaken(OrderId id, String shopId, PlatformOrderId copy) {
        return desk.jdbc()
                .sql("""
                     SELECT EXISTS (SELECT 1 FROM links
                                     WHERE shop_id = :shopId AND platform_order_id = :copy
                                       AND (order_id <> :id OR purpose <> 'link'))
                     """)
                .param("shopId", shopId)
                .param("copy", copy.value())
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    private OrderContent sent(Facts order) {
        var body = desk.jdbc()
                .sql("SELECT body FROM order_content WHERE order_id = :id AND generation = :generation")
                .param("id", order.id().value())
                .param("generation", order.generation())
                .query(String.class)
                .single();
        return OrderJson.read(body);
    }
}
