package dev.ordersync.scenario.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Measures the simulation's power: each deliberate bug must show within a few lives of the seed that showed it before.
 * {@code -Dsimulation.bugLives=N} counts the lives from seed 1 instead, and so makes the table in the docs anew.
 */
class PlantedBugsScenarioTest {
    private static final int FROM_THE_FIRST = Integer.getInteger("simulation.bugLives", 0);
    /** A change of ours moves every life: some more are given before a bug counts as unseen. */
    private static final int LIVES = 25;

    @AutoClose
    private final Lives lives = new Lives();

    private record Hunt(PlantedBug bug, int lives, String caughtBy) {}

    @Test
    void everyPlantedBugIsCaught() {
        var bugs = PlantedBugs.all();
        var begun = new AtomicInteger();
        var hunts = lives.all(0, () -> begun.getAndIncrement() < bugs.size(), bug -> hunt(bugs.get((int) bug)));
        hunts.forEach(hunt ->
                System.out.printf("planted bug: %s | %d | %s%n", hunt.bug().name(), hunt.lives(), hunt.caughtBy()));
        assertThat(hunts.stream()
                        .filter(hunt -> hunt.caughtBy().isEmpty())
                        .map(hunt -> hunt.bug().name()))
                .isEqualTo(List.of());
    }

    private Hunt hunt(PlantedBug bug) {
        long first = FROM_THE_FIRST > 0 ? 1 : bug.seed();
        int most = FROM_THE_FIRST > 0 ? FROM_THE_FIRST : LIVES;
        for (int life = 0; life < most; life++) {
            var violation = lives.live(first + life, bug).violation();
            if (violation != null) {
                return new Hunt(bug, life + 1, violation.check());
            }
        }
        return new Hunt(bug, most, "");
    }
}
