package dev.ordersync.scenario.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** A replica: loops that take one step at a time, calls under way, a clock of its own. What it holds in memory dies with it. */
abstract class SimulatedProcess {
    /** Beyond this a replica must stop by itself, as its clock check says. */
    private static final Duration TRUSTED = Duration.ofSeconds(1);

    /** One loop: its step runs as a fiber, and never twice at the same time. */
    private record Activity(Fiber.Body step, BooleanSupplier hasWork) {}

    final Life life;
    final String name;
    private final Duration skew;
    private final Map<String, Activity> activities = new LinkedHashMap<>();
    private final Map<String, Fiber> running = new LinkedHashMap<>();
    private final List<Fiber> fibers = new ArrayList<>();
    private boolean frozen;
    private int calls;

    SimulatedProcess(Life life, String name, Duration skew) {
        this.life = life;
        this.name = name;
        this.skew = skew;
    }

    final void loop(String activity, Fiber.Body step) {
        loop(activity, () -> true, step);
    }

    final void loop(String activity, BooleanSupplier hasWork, Fiber.Body step) {
        activities.put(activity, new Activity(step, hasWork));
    }

    /** A call on a thread of its own. */
    final void call(String what, Runnable call) {
        fibers.add(new Fiber(name + "/" + what + "-" + ++calls, call::run));
    }

    final List<String> idle() {
        return activities.entrySet().stream()
                .filter(entry -> !running.containsKey(entry.getKey())
                        && entry.getValue().hasWork().getAsBoolean())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Starts the loop's next step unless one is under way. */
    final void start(String activity) {
        if (running.containsKey(activity)) {
            return;
        }
        var fiber = new Fiber(
                name + "/" + activity,
                Objects.requireNonNull(activities.get(activity)).step());
        running.put(activity, fiber);
        fibers.add(fiber);
        life.run(this, fiber);
    }

    final List<Fiber> fibers() {
        fibers.removeIf(Fiber::isDone);
        running.values().removeIf(Fiber::isDone);
        return List.copyOf(fibers);
    }

    /** Whether a look into a shop is under way. */
    final boolean isLooking() {
        return fibers.stream().anyMatch(fiber -> !fiber.isDone() && fiber.name().contains("/look-"));
    }

    final void kill() {
        fibers().forEach(fiber -> life.kill(this, fiber));
        life.database().unlock(name);
    }

    final boolean isFrozen() {
        return frozen;
    }

    final void freeze(boolean stop) {
        frozen = stop;
    }

    final boolean clockTrusted() {
        return skew.abs().compareTo(TRUSTED) <= 0 || life.bugAt(Seam.CLOCK_ALWAYS_TRUSTED);
    }

    /** Of this process: it may be off, but runs evenly. */
    final Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return life.now().plus(skew);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    final long nanoTime() {
        return Duration.between(Life.START, life.now()).toNanos();
    }
}
