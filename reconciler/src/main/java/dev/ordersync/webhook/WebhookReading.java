package dev.ordersync.webhook;

import dev.ordersync.platform.Found;
import dev.ordersync.platform.Platform;
import dev.ordersync.platform.Platforms;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.runtime.Step;
import dev.ordersync.runtime.StoreTurns;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import dev.ordersync.store.StoreState;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the copies that shops told of. A store has at most one reading at a time, so that a dead shop costs no other's
 * time. What is never read for certain is left to the lookups, which need no webhook.
 */
public final class WebhookReading implements Step {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookReading.class);

    private final StoreDirectory stores;
    private final StoreHealth health;
    private final ShardOwner owner;
    private final BooleanSupplier clockTrusted;
    private final Clock clock;
    private final Platforms platforms;
    private final WebhookReads reads;
    private final WebhookEvidence evidence;
    private final StoreTurns turns;

    public WebhookReading(
            JdbcClient jdbc,
            StoreDirectory stores,
            StoreHealth health,
            ShardOwner owner,
            BooleanSupplier clockTrusted,
            Clock clock,
            Platforms platforms,
            Executor looks) {
        this.stores = stores;
        this.health = health;
        this.owner = owner;
        this.clockTrusted = clockTrusted;
        this.clock = clock;
        this.platforms = platforms;
        this.turns = new StoreTurns(looks);
        this.reads = new WebhookReads(jdbc);
        this.evidence = new WebhookEvidence(jdbc, clock);
    }

    /** Starts a reading for every store of ours that has a due copy and none under way; a held store is not read. */
    @Override
    public boolean runOnce() {
        if (!clockTrusted.getAsBoolean()) {
            return false;
        }
        var mine = stores.all().stream()
                .filter(store -> owner.owns(store) && store.state() != StoreState.HELD && !turns.isBusy(store.id()))
                .toList();
        if (!mine.isEmpty()) {
            reads.due(mine, clock.instant()).forEach((id, due) -> turns.start(id, () -> readAll(stores.get(id), due)));
        }
        return false;
    }

    private void readAll(Store store, List<WebhookReads.Wanted> due) {
        try {
            read(store, due);
        } catch (RuntimeException e) {
            LOG.warn("store={} could not be read after its webhooks; they wait", store.key(), e);
        }
    }

    /** A shop that is not surely the known one is not asked: what it has and lacks says nothing about our orders. */
    private void read(Store store, List<WebhookReads.Wanted> due) {
        var platform = platforms.get(store.platform());
        var identity = platform.identify(store.shop());
        if (identity.shopId() == null || !identity.shopId().equals(store.shopId())) {
            hold(store, identity.hold(), "your shop does not let us read its orders");
            due.forEach(wanted -> unread(store, wanted, "the shop is not surely the known one"));
            return;
        }
        for (var wanted : due) {
            try {
                read(store, platform, wanted);
            } catch (RuntimeException e) {
                LOG.warn("store={} copy={} could not be taken as evidence", store.key(), wanted.copy(), e);
                unread(store, wanted, "our own error");
            }
        }
    }

    private void read(Store store, Platform platform, WebhookReads.Wanted wanted) {
        switch (platform.get(store.shop(), wanted.copy())) {
            case Found.Present present -> {
                evidence.present(store, present.copy());
                reads.done(store, wanted);
            }
            case Found.Absent _ -> {
                if (wanted.isLastTry()) {
                    evidence.absent(store, wanted);
                    reads.done(store, wanted);
                } else {
                    reads.later(store, wanted, clock.instant());
                }
            }
            case Found.Unclear unclear -> {
                hold(store, unclear.hold(), unclear.problem());
                unread(store, wanted, unclear.problem());
            }
        }
    }

    private void unread(Store store, WebhookReads.Wanted wanted, String problem) {
        if (wanted.isLastTry()) {
            LOG.info(
                    "store={} copy={} was not read ({}); the lookups go on without it",
                    store.key(),
                    wanted.copy(),
                    problem);
            reads.done(store, wanted);
        } else {
            reads.later(store, wanted, clock.instant());
        }
    }

    private void hold(Store store, @Nullable String code, String detail) {
        if (code != null) {
            health.hold(store.id(), code, detail, clock.instant());
            stores.refresh();
        }
    }
}
