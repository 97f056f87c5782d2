package dev.ordersync.worker.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;

/** A log that keeps what it is given, and may answer as a test wants. */
final class FakeLog implements EventLog {
    final List<Event> events = new ArrayList<>();
    int resets;
    UnaryOperator<Appended> answer = UnaryOperator.identity();

    @Override
    public Appended append(List<Event> batch) {
        events.addAll(batch);
        var acked = new HashSet<Long>();
        batch.forEach(event -> acked.add(event.id()));
        return answer.apply(new Appended(acked, new HashMap<>(), null));
    }

    @Override
    public void reset() {
        resets++;
    }

    List<Long> ids() {
        return events.stream().map(Event::id).toList();
    }
}
