package dev.ordersync.scenario.simulation;

import dev.ordersync.ledger.Leases;
import dev.ordersync.ledger.Waiting;
import dev.ordersync.lookup.LookupMetrics;
import dev.ordersync.lookup.Reconciling;
import dev.ordersync.lookup.TwinWatch;
import dev.ordersync.matching.FieldMatcher;
import dev.ordersync.order.Actor;
import dev.ordersync.platform.Platforms;
import dev.ordersync.problem.Refusal;
import dev.ordersync.reconciler.stores.StoreProbe;
import dev.ordersync.reconciler.stores.StoreVerification;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import dev.ordersync.voiding.VoidingEngine;
import dev.ordersync.webhook.WebhookInbox;
import dev.ordersync.webhook.WebhookReading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;

/** One reconciler: lookups, verdicts, deadlines, twin watch, probes, and the desk where people press buttons. */
final class SimulatedReconciler extends SimulatedProcess {
    private final StoreDirectory stores;
    private final ShardOwner owner;
    private final Operators operators;
    private final WebhookInbox inbox;

    SimulatedReconciler(Life life, String name, Duration skew) {
        super(life, name, skew);
        var jdbc = life.database().jdbc();
        var clock = clock();
        var health = new StoreHealth(jdbc);
        var platforms = new Platforms(List.of(new SimulatedPlatform(life, name)));
        var matcher = new FieldMatcher();
        this.stores = life.newDirectory();
        this.owner = new ShardOwner(clock);
        this.operators = new Operators(life, name, new Buttons(life, jdbc, stores, health, platforms, matcher, clock));
        var reconciling = new Reconciling(
                jdbc,
                stores,
                health,
                owner,
                this::clockTrusted,
                clock,
                platforms,
                look -> call("look", look),
                matcher,
                new LookupMetrics(new SimpleMeterRegistry()));
        var watch = new TwinWatch(jdbc, stores, owner, this::clockTrusted, clock, platforms);
        var probe = new StoreProbe(
                stores,
                health,
                new StoreVerification(jdbc, stores, health, platforms, clock),
                owner,
                this::clockTrusted,
                clock,
                new Inline());
        var voiding = new VoidingEngine(
                jdbc,
                stores,
                health,
                owner,
                this::clockTrusted,
                clock,
                this::nanoTime,
                platforms,
                call -> call("void", call));
        var reading = new WebhookReading(
                jdbc, stores, health, owner, this::clockTrusted, clock, platforms, call -> call("read", call));
        this.inbox = new WebhookInbox(jdbc, stores, clock);
        loop("refresh", stores::refresh);
        loop("reconcile", reconciling::runOnce);
        loop("deadlines", this::deadlines);
        loop("twin-watch", watch::runOnce);
        loop("probe", probe::runOnce);
        loop("voiding", voiding::runOnce);
        loop("webhooks", reading::runOnce);
    }

    ShardOwner owner() {
        return owner;
    }

    /** A person presses a button. */
    void press() {
        call("console", operators::press);
    }

    /** A shop's message arrives. */
    void take(SimulatedWebhooks.Message message) {
        call("webhook", () -> {
            String answer;
            try {
                inbox.receive(message.store(), life.webhooks().signed(message));
                answer = "taken";
            } catch (Refusal refusal) {
                answer = refusal.code();
            } catch (DataAccessException e) {
                answer = "500";
            }
            life.trace(name, message.store() + " tells of " + message.copy() + ": " + answer);
        });
    }

    private void deadlines() {
        if (!clockTrusted()) {
            return;
        }
        var jdbc = life.database().jdbc();
        Leases.endExpired(jdbc, stores, Actor.RECONCILER, clock().instant());
        for (var store : stores.all()) {
            if (owner.owns(store)) {
                Waiting.markOverdue(jdbc, store, Actor.RECONCILER, clock().instant());
            }
        }
    }

    /** Runs what it is given at once. */
    private static final class Inline extends AbstractExecutorService {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
