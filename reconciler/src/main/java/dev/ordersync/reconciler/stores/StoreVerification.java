package dev.ordersync.reconciler.stores;

import dev.ordersync.platform.Platforms;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.Verification;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tries a store's credentials with harmless reads, and lets the answer lift a hold or make one. An unreachable shop does
 * neither: that says nothing about the credentials.
 */
public final class StoreVerification {
    /** How long one call may take: a person waits for it. */
    static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    private static final String WRONG_SHOP = "wrong-shop";
    private static final int MAX_DETAIL = 300;
    /** A clock that is right by what machines usually manage. */
    private static final Duration FAR_OFF = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(StoreVerification.class);

    /** What a verify showed; {@code ok} only when the shop is the one that the store stands for. */
    public record Result(boolean ok, List<Verification.Check> checks) {}

    private final JdbcClient jdbc;
    private final StoreDirectory stores;
    private final StoreHealth health;
    private final Platforms platforms;
    private final Clock clock;

    public StoreVerification(
            JdbcClient jdbc, StoreDirectory stores, StoreHealth health, Platforms platforms, Clock clock) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.health = health;
        this.platforms = platforms;
        this.clock = clock;
    }

    /** Asked by a person, or by the minute for a held store. */
    public Result verify(Store store) {
        return judge(store, ask(store), false);
    }

    /** A failure holds the store whatever it was, as not yet verified, so that nobody is mailed. */
    void afterSaving(Store store) {
        judge(store, ask(store), true);
    }

    Verification ask(Store store) {
        var own = store.shop();
        var patience = own.requestTimeout().compareTo(LONGEST_CALL) < 0 ? own.requestTimeout() : LONGEST_CALL;
        return platforms
                .get(store.platform())
                .verify(new Shop(own.storeKey(), own.baseUrl(), own.credentials(), patience));
    }

    private Result judge(Store store, Verification answer, boolean saving) {
        var now = clock.instant();
        if (isOutdated(store)) {
            return new Result(
                    false, List.of(new Verification.Check("settings", false, "they changed meanwhile: verify again")));
        }
        boolean wrongShop =
                answer.ok() && store.shopId() != null && !store.shopId().equals(answer.shopId());
        if (wrongShop) {
            return wrongShop(store, answer, saving, now);
        }
        if (answer.ok()) {
            record(store, answer, now);
            health.liftHold(store.id(), now);
        } else {
            failed(store, answer, saving, now);
        }
        stores.refresh();
        return new Result(answer.ok(), withAdvice(stores.get(store.id()), answer));
    }

    /** What is no obstacle, but what whoever set the store up should know. */
    private static List<Verification.Check> withAdvice(Store store, Verification answer) {
        var checks = new ArrayList<>(answer.checks());
        if (store.measuredLag().compareTo(store.policy().settleWindow()) > 0) {
            checks.add(new Verification.Check(
                    "settle window",
                    true,
                    "warning: this shop's list showed an order only after %s, longer than your settleWindow %s, so that %1$s is used"
                            .formatted(store.measuredLag(), store.policy().settleWindow())));
        }
        if (store.clockSkew().abs().compareTo(FAR_OFF) > 0) {
            checks.add(new Verification.Check(
                    "clock",
                    true,
                    "warning: the shop's clock is off by " + store.clockSkew() + "; lookups allow for it"));
        }
        if (answer.ok() && checks.stream().noneMatch(check -> check.name().equals(Verification.LIST_LAG))) {
            checks.add(new Verification.Check(
                    Verification.LIST_LAG,
                    true,
                    store.measuredLag().isZero()
                            ? "not probed on this platform; it is measured when copies are looked for"
                            : "measured when copies were looked for: " + store.measuredLag()));
        }
        return List.copyOf(checks);
    }

    /** What leads to the shop was changed while it was asked: its answer is about another shop. */
    boolean isOutdated(Store asked) {
        stores.refresh();
        var present = stores.get(asked.id());
        return !present.platform().equals(asked.platform())
                || !present.shop().baseUrl().equals(asked.shop().baseUrl())
                || !present.shop().credentials().equals(asked.shop().credentials());
    }

    private Result wrongShop(Store store, Verification answer, boolean saving, Instant now) {
        var detail = "the shop says it is " + answer.shopId() + ", known is " + store.shopId();
        hold(store, WRONG_SHOP, detail, saving, now);
        var checks = new ArrayList<>(answer.checks());
        checks.add(new Verification.Check("same shop", false, detail));
        return new Result(false, List.copyOf(checks));
    }

    private void failed(Store store, Verification answer, boolean saving, Instant now) {
        var detail = shorten(answer.checks().stream()
                .filter(check -> !check.ok())
                .map(check -> check.name() + ": " + check.detail())
                .collect(Collectors.joining("; ")));
        if (answer.hold() != null) {
            hold(store, answer.hold(), detail, saving, now);
        } else if (saving) {
            hold(store, StoreKeeper.UNVERIFIED, detail, false, now);
        }
    }

    private void hold(Store store, String code, String detail, boolean quietly, Instant now) {
        if (quietly) {
            health.hold(store.id(), StoreKeeper.UNVERIFIED, detail, now);
        }
        if (health.hold(store.id(), code, detail, now)) {
            LOG.info("Store held: store={} hold={}", store.key(), code);
        } else {
            health.explainHold(store.id(), code, detail);
        }
        stores.refresh();
    }

    void record(Store store, Verification answer, Instant now) {
        var declared = platforms.get(store.platform()).capabilities();
        var capabilities = answer.capabilities() == null ? declared : answer.capabilities();
        jdbc.sql("""
                 UPDATE stores
                    SET last_verified = :now, shop_id = coalesce(shop_id, :shopId), version = version + 1,
                        capabilities = CAST(:capabilities AS jsonb),
                        clock_skew_ms = coalesce(CAST(:skew AS bigint), clock_skew_ms)
                  WHERE id = :id
                 """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("shopId", answer.shopId())
                .param(
                        "capabilities",
                        ShownCapabilities.of(capabilities, answer.checks()).json())
                .param(
                        "skew",
                        answer.shopTime() == null
                                ? null
                                : Duration.between(now, answer.shopTime()).toMillis())
                .param("id", store.id())
                .update();
    }

    private static String shorten(String detail) {
        return detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL) + "…";
    }
}
