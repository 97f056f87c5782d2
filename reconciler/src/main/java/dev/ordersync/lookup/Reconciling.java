package dev.ordersync.lookup;

import dev.ordersync.matching.FieldMatcher;
import dev.ordersync.order.OrderId;
import dev.ordersync.platform.Platforms;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.runtime.StoreTurns;
import dev.ordersync.store.ShopMeasures;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import dev.ordersync.store.StorePolicy;
import dev.ordersync.store.StoreState;
import dev.ordersync.verdict.Decision;
import dev.ordersync.verdict.Doubt;
import dev.ordersync.verdict.Looked;
import dev.ordersync.verdict.Material;
import dev.ordersync.verdict.Ruling;
import dev.ordersync.verdict.Suspects;
import dev.ordersync.verdict.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Settles orders in doubt: per store one look, then one verdict per order. A store has at most one look at a time, so
 * that a dead shop costs its own orders time and no other's.
 */
public final class Reconciling {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciling.class);

    private final JdbcClient jdbc;
    private final StoreDirectory stores;
    private final StoreHealth health;
    private final ShardOwner owner;
    private final BooleanSupplier clockTrusted;
    private final Clock clock;
    private final Platforms platforms;
    private final FieldMatcher matcher;
    private final LookupMetrics metrics;
    private final InDoubt inDoubt;
    private final OtherOrders otherOrders;
    private final Verdicts verdicts;
    private final ShopMeasures measures;
    private final StoreTurns turns;

    public Reconciling(
            JdbcClient jdbc,
            StoreDirectory stores,
            StoreHealth health,
            ShardOwner owner,
            BooleanSupplier clockTrusted,
            Clock clock,
            Platforms platforms,
            Executor looks,
            FieldMatcher matcher,
            LookupMetrics metrics) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.health = health;
        this.owner = owner;
        this.clockTrusted = clockTrusted;
        this.clock = clock;
        this.platforms = platforms;
        this.turns = new StoreTurns(looks);
        this.matcher = matcher;
        this.metrics = metrics;
        this.inDoubt = new InDoubt(jdbc);
        this.otherOrders = new OtherOrders(jdbc);
        this.verdicts = new Verdicts(jdbc, matcher.version());
        this.measures = new ShopMeasures(jdbc);
    }

    /** Starts a look at every store of ours that has a due order and none under way; a held store is not read. */
    public boolean runOnce() {
        if (!clockTrusted.getAsBoolean()) {
            return false;
        }
        for (var store : stores.all()) {
            if (owner.owns(store) && store.state() != StoreState.HELD && !turns.isBusy(store.id())) {
                var due = inDoubt.due(store, clock.instant());
                if (!due.isEmpty()) {
                    turns.start(store.id(), () -> lookAndJudge(store, due));
                }
            }
        }
        return false;
    }

    private void lookAndJudge(Store store, List<DoubtfulOrder> due) {
        try {
            look(store, due);
        } catch (RuntimeException e) {
            LOG.warn("store={} could not be looked at; its orders stay in doubt", store.key(), e);
        }
    }

    private void look(Store store, List<DoubtfulOrder> due) {
        Instant startedAt = clock.instant();
        var seen = new ShopLook(platforms.get(store.platform()), clock).look(store, due, startedAt);
        if (seen.hold() != null) {
            health.hold(store.id(), seen.hold(), detail(seen), clock.instant());
            stores.refresh();
        }
        if (!seen.clockSkew().equals(store.clockSkew()) && measures.keepClockSkew(store, seen.clockSkew())) {
            stores.refresh();
        }
        var suspects = new Suspects(
                matcher, seen.copies().values(), linked(store, seen.copies().keySet()));
        var suspicions = suspects.of(
                due.stream().map(order -> order.open(store, seen.clockSkew())).toList(),
                () -> otherOrders.of(store, seen.clockSkew(), due));
        for (var order : due) {
            var suspicion = Objects.requireNonNull(suspicions.get(order.id()));
            var looked = Weighing.weigh(store, order, suspicion, seen, startedAt);
            judge(store, order, looked, () -> suspects.material(order.open(store, seen.clockSkew())));
        }
    }

    private static String detail(ShopLook.Seen seen) {
        var problem = seen.scan().problem();
        return problem == null ? "your shop does not let us read its orders" : problem;
    }

    /** @param material asked for only if something is decided */
    private void judge(Store store, DoubtfulOrder order, Looked looked, Supplier<Material> material) {
        Instant now = clock.instant();
        var doubt = doubt(store.policy(), order, now);
        var verdict = Decision.on(doubt, looked);
        var ruling = verdict instanceof Verdict.Wait ? null : Ruling.of(verdict, doubt, looked, material.get());
        var applied = verdicts.apply(store, order, looked, verdict, ruling, now);
        metrics.looked(looked.result());
        if (applied == null) {
            LOG.debug("orderId={} was judged on evidence that is no longer the newest", order.id());
        } else if (!(verdict instanceof Verdict.Wait)) {
            learnLag(store, order, looked, verdict);
            metrics.decided(verdict.code(), applied.doubted());
            LOG.info(
                    "orderId={} store={} attempt={} from=in_doubt to={} verdict={}",
                    order.id(),
                    store.key(),
                    order.attempt(),
                    applied.to().code(),
                    verdict.code());
        }
    }

    /**
     * A copy that an earlier complete look had not shown, though it was there: the list is that late. Measured up to the
     * look that first showed it, so rather too long than too short.
     */
    private void learnLag(Store store, DoubtfulOrder order, Looked looked, Verdict verdict) {
        if (verdict instanceof Verdict.Link link && order.noneSince() != null) {
            var createdAt = link.candidate().copy().createdAt().minus(store.clockSkew());
            if (!createdAt.isAfter(order.noneSince())
                    && measures.keepLag(store, Duration.between(createdAt, looked.startedAt()))) {
                stores.refresh();
            }
        }
    }

    private static Doubt doubt(StorePolicy policy, DoubtfulOrder order, Instant now) {
        return new Doubt(
                order.settlesAt(),
                order.decideBy(),
                order.noId(),
                order.cancelRequested(),
                order.dismissed(),
                order.gaveUp(),
                order.attemptsUsed() >= policy.maxAttempts() + order.extraAttempts(),
                policy.onExactMatch() == StorePolicy.ExactMatch.LINK,
                LookupSchedule.next(order.doubtSince(), order.settlesAt(), now));
    }

    private Map<String, OrderId> linked(Store store, Set<String> copies) {
        var owners = new HashMap<String, OrderId>();
        if (store.shopId() != null && !copies.isEmpty()) {
            jdbc.sql("""
                            SELECT platform_order_id, order_id FROM links
                             WHERE shop_id = :shop AND platform_order_id = ANY(:copies)
                            """)
                    .param("shop", store.shopId())
                    .param("copies", copies.toArray(String[]::new))
                    .query(row -> {
                        owners.put(row.getString("platform_order_id"), new OrderId(row.getLong("order_id")));
                    });
        }
        return owners;
    }
}
