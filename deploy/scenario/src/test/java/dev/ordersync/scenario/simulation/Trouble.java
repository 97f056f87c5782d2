package dev.ordersync.scenario.simulation;

import dev.ordersync.order.OrderId;
import dev.ordersync.outbox.Hint;
import dev.ordersync.store.StoreHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The part of a life in which everything goes wrong. */
final class Trouble {
    private static final int MAX_STEPS = 6_000;
    /** Steps of which one that was overtaken gets half. */
    private static final int HURRY = 60;

    private record Ready(SimulatedProcess process, Fiber fiber) {}

    private final Life life;
    private final Fleet fleet;
    private final Merchant merchant;
    private final Duration length;
    private int arrived;
    private String hurried = "";
    private int hurry;

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
        if (hurry-- > 0 && life.random().nextBoolean()) {
            goOn(fleet.awake().stream()
                    .filter(process -> process.name.equals(hurried))
                    .toList());
            return;
        }
        int next = life.random().nextInt(100);
        if (next < 55) {
            goOn(fleet.awake());
        } else if (next < 80) {
            start(fleet.awake());
        } else if (next < 92) {
            timePasses();
        } else if (next < 95) {
            deliver();
        } else {
            somethingHappens();
        }
    }

    /** One that was overtaken comes to its end before the one that overtook it: the worst moment. */
    private void thaw(SimulatedProcess process) {
        if (life.oracle().isOvertaken(process.name)) {
            life.trace(process.name, "was overtaken");
            hurried = process.name;
            hurry = HURRY;
        }
        fleet.thaw(process);
    }

    private void goOn(List<SimulatedProcess> processes) {
        var ready = new ArrayList<Ready>();
        for (var process : processes) {
            for (var fiber : process.fibers()) {
                if (!fiber.wakeAt().isAfter(life.now())) {
                    ready.add(new Ready(process, fiber));
                }
            }
        }
        if (ready.isEmpty()) {
            start(processes);
        } else {
            var chosen = ready.get(life.random().nextInt(ready.size()));
            int posts = life.oracle().posts();
            life.run(chosen.process(), chosen.fiber());
            boolean posted = life.oracle().posts() > posts;
            if (posted && life.happens(life.profile().chance(Chance.FREEZE) * 5)) {
                fleet.freeze(chosen.process());
            }
        }
    }

    private void start(List<SimulatedProcess> processes) {
        if (!processes.isEmpty()) {
            var process = processes.get(life.random().nextInt(processes.size()));
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
        var reconcilers = fleet.awakeReconcilers();
        if (!reconcilers.isEmpty() && life.random().nextInt(3) == 0) {
            life.webhooks()
                    .next()
                    .ifPresent(message -> reconcilers
                            .get(life.random().nextInt(reconcilers.size()))
                            .take(message));
            return;
        }
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
        if (!awake.isEmpty() && life.happens(Chance.KILL)) {
            fleet.kill(awake.get(life.random().nextInt(awake.size())));
        } else if (!awake.isEmpty() && life.happens(Chance.FREEZE)) {
            fleet.freeze(toFreeze(awake));
        } else if (!missing.isEmpty() && life.happens(300)) {
            life.trace(missing.getFirst(), "starts");
            fleet.start(missing.getFirst());
        } else if (life.happens(Chance.REBALANCE)) {
            fleet.rebalance(life.random().nextInt(3) == 0);
        }
        fleet.processes().stream()
                .filter(SimulatedProcess::isFrozen)
                .filter(process -> life.happens(life.oracle().isOvertaken(process.name) ? 600 : 25))
                .findFirst()
                .ifPresent(this::thaw);
        shopsAndPeople(profile);
    }

    /** Mostly one that looks into a shop; those that post are stopped when they do. */
    private SimulatedProcess toFreeze(List<SimulatedProcess> awake) {
        var looking = awake.stream().filter(SimulatedProcess::isLooking).toList();
        var among = looking.isEmpty() || life.random().nextInt(3) == 0 ? awake : looking;
        return among.get(life.random().nextInt(among.size()));
    }

    private void shopsAndPeople(Profile profile) {
        var reconcilers = fleet.awakeReconcilers();
        if (!reconcilers.isEmpty() && life.happens(Chance.CLICK)) {
            reconcilers.get(life.random().nextInt(reconcilers.size())).press();
        }
        if (life.happens(Chance.MERCHANT)) {
            merchant.acts();
        }
        if (life.happens(Chance.LOG_TROUBLE, 20)) {
            life.log().forget();
            life.trace("kafka", "comes back empty");
        }
        var key = life.storeKeys().get(life.random().nextInt(life.storeKeys().size()));
        var shop = life.books(key);
        if (shop.locksOut() ? life.happens(100) : life.happens(Chance.CREDENTIALS)) {
            shop.locksOut(!shop.locksOut());
            life.trace(shop.id(), shop.locksOut() ? "refuses our credentials" : "lets us in again");
        }
        if (life.happens(30)) {
            shop.lagsBy(life.upTo(profile.lag()));
        }
        if (life.happens(Chance.PAUSE)) {
            pauseOrResume(key);
        }
    }

    private void pauseOrResume(String key) {
        var jdbc = life.database().oracle();
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
        var order = new KnownOrder(id, store, life.profile().alike() ? 1 : arrived);
        life.oracle().arrives(order);
        worker.take(order);
    }
}
