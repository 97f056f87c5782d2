package dev.ordersync.worker.intake;

import dev.ordersync.problem.Problems;
import dev.ordersync.problem.Refusal;
import dev.ordersync.runtime.GroupWriter;
import dev.ordersync.runtime.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stores checked orders through one group writer, and answers only for what is committed. Never waits long: a caller who
 * is told to come again loses nothing, since a repeat is recognised.
 */
final class Intake {
    /** Lines of a batch that are written together, and the most that one statement takes. */
    static final int GROUP = 500;

    private static final int QUEUE = 2_000;
    /** For room in the queue. */
    private static final Duration ROOM_WAIT = Duration.ofMillis(250);
    /** For the commit. Past it nobody knows whether it is stored. */
    private static final Duration COMMIT_WAIT = Duration.ofSeconds(10);

    private final GroupWriter<Submission, Received> writer;
    private final MeterRegistry registry;
    private final Runnable stored;

    /** @param stored told after a group was committed: there are events to relay; never blocks */
    Intake(JdbcClient jdbc, Clock clock, MeterRegistry registry, Runnable stored) {
        this(new IntakeStatement(jdbc, clock)::write, QUEUE, registry, stored);
    }

    Intake(
            GroupWriter.Statement<Submission, Received> statement,
            int capacity,
            MeterRegistry registry,
            Runnable stored) {
        this.writer = new GroupWriter<>("intake", capacity, GROUP, false, statement);
        this.registry = registry;
        this.stored = stored;
    }

    int waiting() {
        return writer.waiting();
    }

    Loop loop() {
        return writer.loop();
    }

    /** @throws Refusal 503 when it was not stored, or nobody knows */
    Received take(Submission submission) {
        return take(List.of(submission)).getFirst();
    }

    /**
     * Takes at most {@link #GROUP} together.
     *
     * @return in their order
     * @throws Refusal 503 when they were not all stored, or nobody knows
     */
    List<Received> take(List<Submission> submissions) {
        try {
            var answers = submissions.stream().map(this::offer).toList();
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                    .get(COMMIT_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            stored.run();
            return answers.stream().map(CompletableFuture::join).toList();
        } catch (TimeoutException _) {
            throw notKnown();
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notKnown();
        }
    }

    private CompletableFuture<Received> offer(Submission submission) {
        var answer = new CompletableFuture<Received>();
        try {
            if (!writer.offer(submission, new Answer(answer), ROOM_WAIT)) {
                count("full");
                throw Refusal.unavailable("More orders come in than can be stored; come again.", Problems.RETRY_AFTER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notKnown();
        }
        return answer;
    }

    private record Answer(CompletableFuture<Received> future) implements GroupWriter.Callback<Received> {
        @Override
        public void written(Received answer) {
            future.complete(answer);
        }

        @Override
        public void failed(Exception cause) {
            future.completeExceptionally(cause);
        }
    }

    private RuntimeException failed(Throwable cause) {
        if (Problems.isDatabaseAway(cause) || cause instanceof ConcurrencyFailureException) {
            count("unavailable");
            return Refusal.unavailable(
                    "The database does not answer. Send it again: what is stored already is recognised.",
                    Problems.RETRY_AFTER);
        }
        count("failed");
        return new IllegalStateException("An order could not be stored", cause);
    }

    private Refusal notKnown() {
        count("unavailable");
        return Refusal.unavailable(
                "The database is slow. Send it again: what is stored already is recognised.", Problems.RETRY_AFTER);
    }

    /** Counts one order by what became of it. */
    void count(String result) {
        registry.counter("ordersync.intake", "result", result).increment();
    }
}
