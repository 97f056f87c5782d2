package dev.ordersync.scenario.simulation;

import dev.ordersync.ledger.Leases;
import dev.ordersync.ledger.Waiting;
import dev.ordersync.order.Actor;
import dev.ordersync.order.StoreKey;
import dev.ordersync.outbox.Hint;
import dev.ordersync.platform.Platforms;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import dev.ordersync.worker.intake.IntakeSteps;
import dev.ordersync.worker.posting.PostingEngine;
import dev.ordersync.worker.posting.WorkerSteps;
import dev.ordersync.worker.relay.RelayStep;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.springframework.dao.DataAccessException;

/** One sync-worker: intake, relay, posting and its upkeep. */
final class SimulatedWorker extends SimulatedProcess {
    /** The lives' own clock decides when a silent leader is deposed, not the server's. */
    private static final Duration NEVER = Duration.ofHours(1);

    private final StoreDirectory stores;
    private final ShardOwner owner;
    private final WorkerSteps steps;
    private final RelayStep relay;
    private final IntakeSteps intake;

    SimulatedWorker(Life life, String name, Duration skew) {
        super(life, name, skew);
        var jdbc = life.database().jdbc();
        var clock = clock();
        this.stores = life.newDirectory();
        this.owner = new ShardOwner(clock);
        this.intake = new IntakeSteps(jdbc, clock);
        this.steps = new WorkerSteps(new PostingEngine(
                jdbc,
                stores,
                new StoreHealth(jdbc),
                owner,
                this::clockTrusted,
                clock,
                this::nanoTime,
                new Platforms(List.of(new SimulatedPlatform(life, name))),
                call -> call("post", call),
                new Random(life.random().nextLong()),
                new SimpleMeterRegistry()));
        this.relay = new RelayStep(() -> life.database().relaySession(name), life.log(), clock, NEVER);
        loop("refresh", stores::refresh);
        loop("sweep", steps::sweep);
        loop("dispatch", steps::dispatch);
        loop("claim", steps::hasClaims, steps::claim);
        loop("record", steps::hasOutcomes, this::record);
        loop("upkeep", this::upkeep);
        loop("relay", relay::runOnce);
    }

    ShardOwner owner() {
        return owner;
    }

    private void record() {
        var startedAt = life.now();
        int faults = life.databaseFaults();
        steps.record();
        if (faults == life.databaseFaults()) {
            life.oracle().recorded(name, startedAt);
        }
    }

    private void upkeep() {
        if (!clockTrusted()) {
            return;
        }
        Leases.endExpired(life.database().jdbc(), stores, Actor.WORKER, clock().instant());
        for (var store : stores.all()) {
            if (owner.owns(store)) {
                Waiting.giveUp(life.database().jdbc(), store, Actor.WORKER, clock().instant());
            }
        }
    }

    void hint(Hint hint) {
        steps.hint(hint);
    }

    /** An order is handed over; the answer counts, not what is stored. */
    void take(KnownOrder order) {
        call("intake", () -> {
            try {
                var store = stores.find(new StoreKey(order.store)).orElseThrow();
                var answer = intake.take(order.body, store);
                order.acknowledged = true;
                life.trace(name, order.id + " handed over: " + answer);
            } catch (DataAccessException e) {
                if (life.bugAt(Seam.INTAKE_ACKS_WHAT_IT_LOST)) {
                    order.acknowledged = true;
                }
                life.trace(name, order.id + " not taken: 503");
            }
        });
    }
}
