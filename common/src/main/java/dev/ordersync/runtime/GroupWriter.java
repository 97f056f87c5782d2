package dev.ordersync.runtime;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes many small changes as one statement, so that no order pays for a commit of its own. Items wait in a bounded
 * queue; one thread writes them in groups and calls back. A data error (SQLSTATE 22, 23, 40) splits the group until the
 * bad item stands alone; any other error is told to each item of the group, or, with {@code keepsTrying}, written again:
 * the statements are guarded, so that a repeat after a lost answer changes nothing.
 *
 * @param <T> what is written
 * @param <R> what the statement answers for one item
 */
public final class GroupWriter<T, R> {
    /** One statement for the whole group, in autocommit. Answers in the order of the items. */
    @FunctionalInterface
    public interface Statement<T, R> {
        List<R> write(List<T> group) throws Exception;
    }

    /** Told once per item: with its answer, or with the error that kept it from being written. */
    public interface Callback<R> {
        /** Asked once, right before it is written. {@code false}: it is not wanted any more, and nothing else is told. */
        default boolean begins() {
            return true;
        }

        void written(R answer);

        void failed(Exception cause);
    }

    private record Item<T, R>(T value, Callback<R> callback) {}

    private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);
    /** A group this large suggests that more will come within the gathering time. */
    private static final int GATHER_FROM = 20;

    private static final Duration GATHER = Duration.ofMillis(3);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
    /** How often a flush repeats a write that failed: whoever flushes has no time to wait. */
    private static final int FLUSH_TRIES = 5;

    private final String name;
    private final int maxGroup;
    private final boolean keepsTrying;
    private final Statement<T, R> statement;
    private final BlockingQueue<Item<T, R>> queue;
    private int lastGroup;

    public GroupWriter(String name, int capacity, int maxGroup, boolean keepsTrying, Statement<T, R> statement) {
        this.name = name;
        this.maxGroup = maxGroup;
        this.keepsTrying = keepsTrying;
        this.statement = statement;
        this.queue = new ArrayBlockingQueue<>(capacity);
    }

    /** @return whether there was room within {@code wait}; {@code false}: the item is not taken and never called back */
    public boolean offer(T value, Callback<R> callback, Duration wait) throws InterruptedException {
        return queue.offer(new Item<>(value, callback), wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Like {@link #offer(Object, Callback, Duration)}, without waiting. */
    public boolean offer(T value, Callback<R> callback) {
        return queue.offer(new Item<>(value, callback));
    }

    public int waiting() {
        return queue.size();
    }

    /** The loop that writes; its {@code idle} is zero since {@link #runOnce()} waits by itself. */
    public Loop loop() {
        return new Loop(name, Duration.ZERO, this::runOnce, Loop.WRITES_LAST);
    }

    /** Waits shortly for a first item, then writes one group. */
    public boolean runOnce() throws InterruptedException {
        var first = queue.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            lastGroup = 0;
            return true;
        }
        var group = new ArrayList<Item<T, R>>();
        group.add(first);
        queue.drainTo(group, maxGroup - 1);
        if (group.size() >= GATHER_FROM || lastGroup >= GATHER_FROM) {
            gather(group);
        }
        lastGroup = group.size();
        begin(group, true);
        return true;
    }

    /**
     * Writes all that waits now, without waiting for more; a failed write is repeated at once and at most
     * {@link #FLUSH_TRIES} times. For tests and for shutdown.
     */
    public boolean flushOnce() {
        var group = new ArrayList<Item<T, R>>();
        queue.drainTo(group, maxGroup);
        if (group.isEmpty()) {
            return false;
        }
        begin(group, false);
        return true;
    }

    private void gather(List<Item<T, R>> group) throws InterruptedException {
        long until = System.nanoTime() + GATHER.toNanos();
        while (group.size() < maxGroup) {
            var next = queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            group.add(next);
        }
    }

    private void begin(List<Item<T, R>> group, boolean patient) {
        group.removeIf(item -> !item.callback().begins());
        if (!group.isEmpty()) {
            write(group, patient);
        }
    }

    private void write(List<Item<T, R>> group, boolean patient) {
        var answers = new ArrayList<R>();
        var error = tryWrite(group, answers, patient);
        if (error == null) {
            for (int i = 0; i < group.size(); i++) {
                tell(group.get(i), answers.get(i), null);
            }
        } else if (group.size() > 1 && isAboutData(error)) {
            int half = group.size() / 2;
            write(group.subList(0, half), patient);
            write(group.subList(half, group.size()), patient);
        } else {
            group.forEach(item -> tell(item, null, error));
        }
    }

    private @Nullable Exception tryWrite(List<Item<T, R>> group, List<R> answers, boolean patient) {
        var values = group.stream().map(Item::value).toList();
        for (int tries = 1; ; tries++) {
            try {
                answers.addAll(statement.write(values));
                return null;
            } catch (Exception e) {
                if (!keepsTrying || isAboutData(e)) {
                    return e;
                }
                LOG.warn("{} could not write {} items; it tries again", name, group.size(), e);
                if (patient ? !pause() : tries >= FLUSH_TRIES) {
                    return e;
                }
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(RETRY_PAUSE);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void tell(Item<T, R> item, @Nullable R answer, @Nullable Exception error) {
        try {
            if (error == null) {
                item.callback().written(Objects.requireNonNull(answer));
            } else {
                item.callback().failed(error);
            }
        } catch (RuntimeException e) {
            LOG.error("{}: a callback failed", name, e);
        }
    }

    private static boolean isAboutData(Exception error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().startsWith("22")
                        || sql.getSQLState().startsWith("23")
                        || sql.getSQLState().startsWith("40");
            }
        }
        return false;
    }
}
