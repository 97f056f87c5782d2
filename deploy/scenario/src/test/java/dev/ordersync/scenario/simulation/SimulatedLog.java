package dev.ordersync.scenario.simulation;

import dev.ordersync.worker.relay.Event;
import dev.ordersync.worker.relay.EventLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kafka's place: refuses, takes without saying so, and delivers hints late, twice, in any order or never. */
final class SimulatedLog implements EventLog {
    private final Life life;
    private final List<Event> appended = new ArrayList<>();
    private final List<Event> hints = new ArrayList<>();

    SimulatedLog(Life life) {
        this.life = life;
    }

    @Override
    public Appended append(List<Event> batch) {
        life.passes(life.upTo(java.time.Duration.ofMillis(400)));
        var acked = new HashSet<Long>();
        boolean stalls = life.happens(Chance.LOG_TROUBLE, 2);
        for (var event : batch) {
            boolean lost = stalls || life.happens(Chance.LOG_TROUBLE, 3);
            boolean silent = life.happens(Chance.LOG_TROUBLE, 3);
            if (!lost) {
                appended.add(event);
                hints.add(event);
            }
            if ((!lost && !silent) || life.bugAt(Seam.LOG_ACKS_WHAT_IT_LOST)) {
                acked.add(event.id());
            }
        }
        boolean whole = acked.size() == batch.size();
        return new Appended(acked, Map.of(), whole ? null : new IOException("the log does not answer"));
    }

    @Override
    public void reset() {}

    /** A hint that reaches a consumer now: any of those on their way. */
    Optional<Event> next() {
        if (hints.isEmpty()) {
            return Optional.empty();
        }
        int at = life.happens(Chance.LOG_TROUBLE) ? life.random().nextInt(hints.size()) : 0;
        boolean again = life.happens(Chance.LOG_TROUBLE, 3);
        return Optional.of(again ? hints.get(at) : hints.remove(at));
    }

    /** The topics come back empty. */
    void forget() {
        hints.clear();
    }

    /** All that was ever in the log, in its order. */
    List<Event> appended() {
        return List.copyOf(appended);
    }
}
