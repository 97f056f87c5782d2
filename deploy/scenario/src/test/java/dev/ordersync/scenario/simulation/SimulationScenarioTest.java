package dev.ordersync.scenario.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Lives many lives; each is the same for the same seed. {@code deploy/simulate} runs one again, or more of them. */
class SimulationScenarioTest {
    private static final int LIVES = Integer.getInteger("simulation.lives", 240);
    private static final long FIRST = Long.getLong("simulation.seed", 1);
    private static final int MINUTES = Integer.getInteger("simulation.minutes", 0);
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;
    private static final int NANOS_PER_MILLI = 1_000_000;

    @AutoClose
    private final Lives lives = new Lives();

    @Test
    void noLifeBreaksAPromise() {
        long start = System.nanoTime();
        var results = lives.all(FIRST, more(start), seed -> summary(lives.live(seed, null)));
        var times = results.stream().map(LifeSummary::millis).sorted().toList();
        var failures = results.stream()
                .filter(result -> !result.report().isEmpty())
                .map(LifeSummary::report)
                .toList();
        System.out.printf(
                "simulation: %d lives from seed %d in %d s, %d POSTs, median %d ms a life, longest %d ms, %d violations%n",
                results.size(),
                FIRST,
                (System.nanoTime() - start) / NANOS_PER_MILLI / 1000,
                results.stream().mapToInt(LifeSummary::posts).sum(),
                times.get(times.size() / 2),
                times.getLast(),
                failures.size());
        assertThat(failures)
                .withFailMessage(() -> failures.stream().limit(3).collect(Collectors.joining("\n\n")))
                .isEqualTo(List.of());
    }

    private static BooleanSupplier more(long start) {
        if (MINUTES > 0) {
            return () -> System.nanoTime() < start + MINUTES * NANOS_PER_MINUTE;
        }
        var begun = new AtomicInteger();
        return () -> begun.getAndIncrement() < LIVES;
    }

    /** What is kept of a life among many. */
    private record LifeSummary(String report, int posts, long millis) {}

    private static LifeSummary summary(LifeResult result) {
        if (LIVES == 1) {
            System.out.println(String.join("\n", result.trace().lines()));
        }
        return new LifeSummary(
                result.violation() == null ? "" : Report.of(result), result.posts(), result.nanos() / NANOS_PER_MILLI);
    }

    /** Whichever database it is lived on, and whatever else is lived at the same time. */
    @Test
    void theSameSeedIsTheSameLife() {
        var twice = new AtomicInteger();
        var fingerprints = lives.all(
                FIRST,
                () -> twice.getAndIncrement() < 6,
                seed -> lives.live(FIRST + (seed - FIRST) % 2, null).trace().fingerprint());
        assertThat(fingerprints.subList(2, 6))
                .isEqualTo(List.of(fingerprints.get(0), fingerprints.get(1), fingerprints.get(0), fingerprints.get(1)));
    }
}
