package dev.ordersync.worker.relay;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where events go. Kafka in production; tests may put a log in its place that loses, doubles or delays. */
public interface EventLog {
    /**
     * What became of a batch.
     *
     * @param acked ids that are safely in the log
     * @param unsendable ids that can never be sent, with the reason: too large, or not to be serialized
     * @param trouble why the rest was not acknowledged; null: no trouble, though part may be left for the next batch
     */
    record Appended(
            Set<Long> acked,
            Map<Long, String> unsendable,
            @Nullable Exception trouble) {}

    /** Appends in order and waits for the answers, for less time than the leader may be silent. Never throws. */
    Appended append(List<Event> batch);

    /** Lets go of connections; the next batch opens them again. */
    void reset();
}
