package dev.ordersync.voiding;

import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Found;
import dev.ordersync.platform.Platform;
import dev.ordersync.platform.Platforms;
import dev.ordersync.platform.Voided;
import dev.ordersync.platform.WriteGuard;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.runtime.Step;
import dev.ordersync.runtime.StoreTurns;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import dev.ordersync.store.StoreState;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Carries out voids: claim, ask which shop this is, read the copy, delete or cancel it, read again, record. Only a read
 * proves that a copy is gone, and nothing is posted before that. A crash between any two steps ends with the lease, and
 * the next reading shows how far it came.
 */
public final class VoidingEngine implements Step {
    private static final Logger LOG = LoggerFactory.getLogger(VoidingEngine.class);

    /** Voids per store and pass. */
    private static final int BATCH = 50;

    /** The calls that may come before the delete's end: one read of the shop, one of the copy, and a delete that cancels first. */
    private static final int CALLS = 4;

    private static final Duration LEASE_RESERVE = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 10;

    private final StoreDirectory stores;
    private final StoreHealth health;
    private final ShardOwner owner;
    private final BooleanSupplier clockTrusted;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Platforms platforms;
    private final VoidingClaims claims;
    private final VoidingMoves moves;
    private final StoreTurns turns;

    public VoidingEngine(
            JdbcClient jdbc,
            StoreDirectory stores,
            StoreHealth health,
            ShardOwner owner,
            BooleanSupplier clockTrusted,
            Clock clock,
            LongSupplier nanoTime,
            Platforms platforms,
            Executor calls) {
        this.stores = stores;
        this.health = health;
        this.owner = owner;
        this.clockTrusted = clockTrusted;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.platforms = platforms;
        this.turns = new StoreTurns(calls);
        this.claims = new VoidingClaims(jdbc);
        this.moves = new VoidingMoves(jdbc);
    }

    /** Starts on every store of ours with a due void and none under way; a held or paused store's voids wait. */
    @Override
    public boolean runOnce() {
        if (!clockTrusted.getAsBoolean()) {
            return false;
        }
        for (var store : stores.all()) {
            if (owner.owns(store)
                    && mayVoid(store)
                    && !turns.isBusy(store.id())
                    && claims.anyDue(store, clock.instant())) {
                turns.start(store.id(), () -> work(store));
            }
        }
        return false;
    }

    private static boolean mayVoid(Store store) {
        return store.state() != StoreState.HELD && store.state() != StoreState.PAUSED;
    }

    private void work(Store store) {
        try {
            for (int i = 0; i < BATCH && workOnce(store); i++) {}
        } catch (RuntimeException e) {
            LOG.warn("store={}: a void was broken off; it goes on when its lease has ended", store.key(), e);
        }
    }

    /** @return whether the next one may follow */
    private boolean workOnce(Store store) {
        var lease = store.shop().requestTimeout().multipliedBy(CALLS).plus(LEASE_RESERVE);
        long claimedAt = nanoTime.getAsLong();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var claimed = claims.claim(store, now.plus(lease), now);
        if (claimed.isEmpty()) {
            return false;
        }
        long writeBefore = lease.minus(store.shop().requestTimeout()).toNanos();
        return work(store, claimed.get(), () -> nanoTime.getAsLong() - claimedAt < writeBefore);
    }

    private boolean work(Store store, Voiding voiding, WriteGuard guard) {
        if (voiding.isPointless()) {
            return moved(
                    store, voiding, moves.giveUp(store, voiding, "its order has moved on", clock.instant()), "dropped");
        }
        var platform = platforms.get(store.platform());
        var identity = platform.identify(store.shop());
        if (identity.shopId() == null) {
            return unclear(store, voiding, "the shop does not say which one it is", identity.hold());
        }
        if (!identity.shopId().equals(voiding.shopId())) {
            return wrongShop(store, voiding, identity.shopId());
        }
        return switch (platform.get(store.shop(), voiding.copy())) {
            case Found.Absent _ -> gone(store, voiding, "the shop has no such order any more");
            case Found.Unclear unread -> unclear(store, voiding, unread.problem(), unread.hold());
            case Found.Present present
            when !present.copy().status().isLive() -> gone(store, voiding, dead(present.copy()));
            case Found.Present present -> onLive(store, platform, voiding, present.copy(), guard);
        };
    }

    /** The last look before anything irreversible: a merchant may have gone to work since the press. */
    private boolean onLive(Store store, Platform platform, Voiding voiding, Copy copy, WriteGuard guard) {
        if (!voiding.isOurs(copy.reference()) && !voiding.forced()) {
            return giveUp(store, voiding, "it carries another order's reference");
        }
        if (copy.workedOn() && !voiding.forced()) {
            return giveUp(
                    store,
                    voiding,
                    copy.status() == Copy.Status.FULFILLED ? "it was fulfilled meanwhile" : "it was edited meanwhile");
        }
        if (!clock.instant().isBefore(voiding.deadline())) {
            return giveUp(store, voiding, "it is still there, and the time for it is over");
        }
        var answer = voiding.cancelling()
                ? platform.cancel(store.shop(), voiding.copy(), guard)
                : platform.delete(store.shop(), voiding.copy(), guard);
        return switch (answer) {
            case Voided.Gone _ -> prove(store, platform, voiding, "the shop said so, but shows it still", null);
            case Voided.Unclear unclear -> prove(store, platform, voiding, unclear.problem(), unclear.hold());
            case Voided.Refused refused -> onRefused(store, voiding, refused.detail());
        };
    }

    private boolean onRefused(Store store, Voiding voiding, String detail) {
        if (voiding.orCancel() && !voiding.cancelling()) {
            var why = "not deleted (" + detail + "), so it is cancelled";
            return moved(store, voiding, moves.cancelInstead(store, voiding, why, clock.instant()), "cancel instead");
        }
        return giveUp(
                store,
                voiding,
                voiding.cancelling()
                        ? "the shop refuses to cancel it (" + detail + ")"
                        : "the shop refuses to delete it (" + detail + "); it may be cancelled instead");
    }

    /** Whatever was answered, the copy itself says what became of it. */
    private boolean prove(Store store, Platform platform, Voiding voiding, String otherwise, @Nullable String hold) {
        var done = voiding.cancelling() ? "cancelled" : "deleted";
        return switch (platform.get(store.shop(), voiding.copy())) {
            case Found.Absent _ -> gone(store, voiding, done + ", and the shop has no such order any more");
            case Found.Present present
            when !present.copy().status().isLive() -> gone(store, voiding, done + "; " + dead(present.copy()));
            case Found.Present _ -> unclear(store, voiding, otherwise, hold);
            case Found.Unclear unread -> unclear(store, voiding, unread.problem(), hold == null ? unread.hold() : hold);
        };
    }

    private static String dead(Copy copy) {
        return copy.status() == Copy.Status.CANCELLED ? "it is cancelled there" : "it is in the shop's trash";
    }

    private boolean gone(Store store, Voiding voiding, String how) {
        return moved(store, voiding, moves.gone(store, voiding, how, clock.instant()), "gone");
    }

    private boolean giveUp(Store store, Voiding voiding, String why) {
        return moved(store, voiding, moves.giveUp(store, voiding, why, clock.instant()), "given up");
    }

    private boolean unclear(Store store, Voiding voiding, String problem, @Nullable String hold) {
        var now = clock.instant();
        if (hold != null) {
            health.hold(store.id(), hold, problem, now);
            stores.refresh();
        } else if (!now.isBefore(voiding.deadline())) {
            return giveUp(store, voiding, "what became of it is not clear: " + problem);
        }
        moved(
                store,
                voiding,
                moves.tryAgain(store, voiding, problem, now.plus(pause(voiding.tries())), now),
                "unclear");
        return hold == null;
    }

    private boolean wrongShop(Store store, Voiding voiding, String answered) {
        var now = clock.instant();
        health.hold(
                store.id(),
                "wrong-shop",
                "the shop says it is " + answered + ", the copy to void is in " + voiding.shopId(),
                now);
        stores.refresh();
        claims.giveBack(voiding, now.plus(LONGEST_PAUSE));
        LOG.warn("store={} leads to another shop than a void is meant for; nothing was deleted", store.key());
        return false;
    }

    private static Duration pause(int tries) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, MAX_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static boolean moved(Store store, Voiding voiding, boolean moved, String what) {
        if (moved) {
            LOG.info("void {}: orderId={} store={} purpose={}", what, voiding.order(), store.key(), voiding.purpose());
        } else {
            LOG.debug("void {}: orderId={} was moved by another", what, voiding.order());
        }
        return true;
    }
}
