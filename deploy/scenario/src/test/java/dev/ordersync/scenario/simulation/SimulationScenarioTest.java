package dev.ordersync.scenario.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Lives many lives; each is the same for the same seed. {@code deploy/simulate} runs one again, or more of them. */
class SimulationScenarioTest {
    private static final int LIVES = Integer.getInteger("simulation.lives", 60);
    private static final long FIRST = Long.getLong("simulation.seed", 1);
    private static final int MINUTES = Integer.getInteger("simulation.minutes", 0);
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;

    private static Level level = Level.INFO;

    @BeforeAll
    static void quiet() {
        var logger = (Logger) LoggerFactory.getLogger("dev.ordersync");
        level = logger.getEffectiveLevel();
        logger.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        ((Logger) LoggerFactory.getLogger("dev.ordersync")).setLevel(level);
    }

    @Test
    void noLifeBreaksAPromise() {
        var millis = new ArrayList<Long>();
        var failures = new ArrayList<String>();
        int posts = 0;
        long until = System.nanoTime() + MINUTES * NANOS_PER_MINUTE;
        for (long seed = FIRST; MINUTES > 0 ? System.nanoTime() < until : seed < FIRST + LIVES; seed++) {
            long start = System.nanoTime();
            var result = new Life(seed, null).live();
            millis.add((System.nanoTime() - start) / 1_000_000);
            posts += result.posts();
            if (result.violation() != null) {
                failures.add(Report.of(seed, result));
            }
            if (LIVES == 1) {
                System.out.println(String.join("\n", result.trace().lines()));
            }
        }
        Collections.sort(millis);
        System.out.printf(
                "simulation: %d lives from seed %d, %d POSTs, median %d ms a life, longest %d ms, %d violations%n",
                millis.size(), FIRST, posts, millis.get(millis.size() / 2), millis.getLast(), failures.size());
        assertThat(failures)
                .withFailMessage(() -> failures.stream().limit(3).collect(Collectors.joining("\n\n")))
                .isEqualTo(List.of());
    }

    @Test
    void theSameSeedIsTheSameLife() {
        assertThat(new Life(FIRST, null).live().trace().fingerprint())
                .isEqualTo(new Life(FIRST, null).live().trace().fingerprint());
    }
}
