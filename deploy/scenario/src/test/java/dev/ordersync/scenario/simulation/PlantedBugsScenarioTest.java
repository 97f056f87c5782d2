package dev.ordersync.scenario.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Measures the simulation's power: each deliberate bug must show in one of a few lives. */
class PlantedBugsScenarioTest {
    /** Tries what is not caught so far instead: {@code -Dsimulation.open=true}. */
    private static final boolean OPEN = Boolean.getBoolean("simulation.open");

    private static final int MAX_LIVES = Integer.getInteger("simulation.bugLives", 12);

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
    void everyPlantedBugIsCaught() {
        var escaped = new ArrayList<String>();
        for (var bug : OPEN ? PlantedBugs.open() : PlantedBugs.caught()) {
            if (!isCaught(bug)) {
                escaped.add(bug.name());
            }
        }
        assertThat(escaped).isEqualTo(List.of());
    }

    private static boolean isCaught(PlantedBug bug) {
        boolean applied = false;
        for (int lives = 1; lives <= MAX_LIVES; lives++) {
            var result = new Life(bug.seed() + lives, bug).live();
            applied |= result.bugApplied();
            if (result.violation() != null) {
                System.out.printf(
                        "planted bug: %s | %d lives | %s%n",
                        bug.name(), lives, result.violation().check());
                return true;
            }
        }
        System.out.printf("planted bug: %s | %s%n", bug.name(), applied ? "not caught" : "never took part");
        return false;
    }
}
