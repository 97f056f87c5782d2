package dev.ordersync.scenario.simulation;

import dev.ordersync.order.OrderId;
import dev.ordersync.outbox.Hint;
import dev.ordersync.store.StoreHealth;
import java.time.Duration;
import java.util.ArrayList;

/** The part of a life in which everything goes wrong. */
final class Trouble {
    private static final int MAX_STEPS = 6_000;

    private record Ready(SimulatedProcess process, Fiber fiber) {}

    private final Life life;
    private final Fleet fleet;
    private final Merchant merchant;
    private final Duration length;
    private int arrived;

    Trouble(Life life, Fleet fleet) {
        this.life = life;
        this.fleet = fleet;
        this.merchant = new Merchant(life);
        this.length = Duration.ofMinutes(20).plus(life.upTo(Duration.ofMinutes(30)));
    }

    void happens() {
        life.shops().forEach(shop -> shop.lagsBy(life.profile().lag()));
        var end = Life.START.plus(length);
        for (int step = 0; step < MAX_STEPS && life.now().isBefore(end); step++) {
            step();
        }
    }

    private void step() {
        int next = life.random().nextInt(100);
        if (next < 55) {
            goOn();
        } else if (next < 80) {
            start();
        } else if (next < 92) {
            timePasses();
        } else if (next < 95) {
            deliver();
        } else {
            somethingHappens();
        }
    }

    private void goOn() {
        var ready = new ArrayList<Ready>();
        for (var process : fleet.awake()) {
            for (var fiber : process.fibers()) {
                if (!fiber.wakeAt().isAfter(life.now())) {
                    ready.add(new Ready(process, fiber));
                }
            }
        }
        if (ready.isEmpty()) {
            start();
        } else {
            var chosen = ready.get(life.random().nextInt(ready.size()));
            life.run(chosen.process(), chosen.fiber());
        }
    }

    private void start() {
        var awake = fleet.awake();
        if (!awake.isEmpty()) {
            var process = awake.get(life.random().nextInt(awake.size()));
            var idle = process.idle();
            if (!idle.isEmpty()) {
                process.start(idle.get(life.random().nextInt(idle.size())));
            }
        }
    }

    private void timePasses() {
        int kind = life.random().nextInt(100);
        life.advance(life.upTo(Duration.ofMillis(kind < 60 ? 1_000 : kind < 96 ? 8_000 : 45_000)));
        fleet.endSilentSessions();
    }

    private void deliver() {
        var workers = fleet.awakeWorkers();
        if (workers.isEmpty()) {
            return;
        }
        life.log()
                .next()
                .ifPresent(event -> workers.get(life.random().nextInt(workers.size()))
                        .hint(new Hint(new OrderId(event.orderId()), event.key())));
    }

    private void somethingHappens() {
        var profile = life.profile();
        if (arrived < profile.orders() && life.happens(200)) {
            arrives();
        }
        var awake = fleet.awake();
        var missing = fleet.missing();
        if (!awake.isEmpty() && life.happens(profile.kills())) {
            fleet.kill(awake.get(life.random().nextInt(awake.size())));
        } else if (!awake.isEmpty() && life.happens(profile.freezes())) {
            fleet.freeze(awake.get(life.random().nextInt(awake.size())));
        } else if (!missing.isEmpty() && life.happens(300)) {
            life.trace(missing.getFirst(), "starts");
            fleet.start(missing.getFirst());
        } else if (life.happens(profile.rebalances())) {
            fleet.rebalance(life.random().nextInt(3) == 0);
        }
        fleet.processes().stream()
                .filter(SimulatedProcess::isFrozen)
                .filter(_ -> life.happens(60))
                .findFirst()
                .ifPresent(fleet::thaw);
        shopsAndPeople(profile);
    }

    private void shopsAndPeople(Profile profile) {
        var reconcilers = fleet.awakeReconcilers();
        if (!reconcilers.isEmpty() && life.happens(profile.clicks())) {
            reconcilers.get(life.random().nextInt(reconcilers.size())).press();
        }
        if (life.happens(profile.merchant())) {
            merchant.acts();
        }
        if (life.happens(profile.logTrouble() / 20)) {
            life.log().forget();
            life.trace("kafka", "comes back empty");
        }
        var key = life.storeKeys().get(life.random().nextInt(life.storeKeys().size()));
        var shop = life.books(key);
        if (shop.locksOut() ? life.happens(100) : life.happens(profile.credentials())) {
            shop.locksOut(!shop.locksOut());
            life.trace(shop.id(), shop.locksOut() ? "refuses our credentials" : "lets us in again");
        }
        if (life.happens(30)) {
            shop.lagsBy(life.upTo(profile.lag()));
        }
        if (life.happens(profile.pauses())) {
            pauseOrResume(key);
        }
    }

    private void pauseOrResume(String key) {
        var jdbc = SimulatedDatabase.get().oracle();
        int id = jdbc.sql("SELECT id FROM stores WHERE key = :key")
                .param("key", key)
                .query(Integer.class)
                .single();
        var health = new StoreHealth(jdbc);
        if (!health.pause(id, "by Ann", life.now())) {
            health.resume(id, life.now());
        }
        life.trace("console", "pauses or resumes " + key);
    }

    private void arrives() {
        var workers = fleet.awakeWorkers();
        if (workers.isEmpty()) {
            return;
        }
        var known = life.oracle().orders();
        var again = known.isEmpty() || life.random().nextInt(5) > 0
                ? null
                : known.get(life.random().nextInt(known.size()));
        var worker = workers.get(life.random().nextInt(workers.size()));
        if (again != null) {
            worker.take(again);
            return;
        }
        arrived++;
        var store = life.storeKeys().get(life.random().nextInt(life.storeKeys().size()));
        var id = "CV-" + arrived;
        var body = SimulatedOrders.body(id, store, life.profile().alike() ? 1 : arrived);
        var order = new KnownOrder(id, store, body);
        life.oracle().arrives(order);
        worker.take(order);
    }
}
