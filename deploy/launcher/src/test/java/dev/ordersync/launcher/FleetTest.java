package dev.ordersync.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FleetTest {

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final Fleet fleet = new Fleet(_ -> {});

    private final class FakePart implements Part {
        private final String name;
        private boolean running;

        private FakePart(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void start() {
            running = true;
            events.add("start " + name);
        }

        @Override
        public boolean isUp() {
            return running;
        }

        @Override
        public boolean hasEnded() {
            return !running;
        }

        @Override
        public void stop() {
            running = false;
            events.add("stop " + name);
        }
    }

    @Test
    void givenTwoBatches_whenStopped_thenTheLaterOneStopsFirst() {
        fleet.start(new FakePart("database"));
        fleet.start(new FakePart("worker"));
        fleet.stop();
        assertThat(events).containsExactly("start database", "start worker", "stop worker", "stop database");
    }

    @Test
    void givenAStoppedFleet_whenSomethingWouldStart_thenItDoesNot() {
        fleet.stop();
        fleet.start(new FakePart("worker"));
        fleet.watchOnce();
        assertThat(events).isEmpty();
    }

    @Test
    void givenAPartThatEnds_whenLookedAt_thenItStartsAgainAfterAWaitThatDoubles() {
        var part = new FakePart("worker");
        var watched = new Watched(part, _ -> {});
        part.start();
        long second = TimeUnit.SECONDS.toNanos(1);
        long now = System.nanoTime();

        part.running = false;
        watched.look(now);
        watched.look(now + second - 1);
        assertThat(events).hasSize(1);
        watched.look(now + second);
        assertThat(events).hasSize(2);

        part.running = false;
        watched.look(now + second);
        watched.look(now + 3 * second - 1);
        assertThat(events).hasSize(2);
        watched.look(now + 3 * second);
        assertThat(events).hasSize(3);
        assertThat(watched.ends()).isEqualTo(2);
    }
}
