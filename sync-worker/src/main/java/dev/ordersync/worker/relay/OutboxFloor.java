package dev.ordersync.worker.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where reading the outbox may begin. Deleted rows stay in the table until a vacuum, and an old snapshot keeps them for
 * hours, so reading from the start would grow slower and slower. Ids commit out of order: the floor is the highest id
 * that was settled {@link #LAG} ago, and now and then all is read for what came later still.
 */
final class OutboxFloor {
    static final Duration LAG = Duration.ofSeconds(5);
    static final Duration FULL_READ_EVERY = Duration.ofSeconds(30);

    /** One mark a second is enough, so only a few are kept. */
    private static final Duration BETWEEN_MARKS = Duration.ofSeconds(1);

    private record Mark(long id, Instant at) {}

    private final Deque<Mark> marks = new ArrayDeque<>();
    private long highest;
    private long floor;
    private Instant fullReadAt = Instant.MIN;

    /** All up to this id was deleted, or seen to be gone. */
    void settled(long id, Instant now) {
        highest = Math.max(highest, id);
        if (marks.isEmpty() || !now.isBefore(marks.getLast().at().plus(BETWEEN_MARKS))) {
            marks.addLast(new Mark(highest, now));
        }
    }

    /** @return the id above which to read now; 0: all */
    long at(Instant now) {
        if (!now.isBefore(fullReadAt)) {
            fullReadAt = now.plus(FULL_READ_EVERY);
            return 0;
        }
        while (!marks.isEmpty() && !marks.getFirst().at().plus(LAG).isAfter(now)) {
            floor = marks.removeFirst().id();
        }
        return floor;
    }

    /** Something below may be left: the next read is a full one. */
    void readAllNext() {
        fullReadAt = Instant.MIN;
    }
}
