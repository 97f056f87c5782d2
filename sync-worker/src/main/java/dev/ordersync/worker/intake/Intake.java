package dev.ordersync.worker.intake;

import dev.ordersync.problem.Problems;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stores checked orders through one group writer, and answers only for what is committed: a caller who is told to come
 * again has stored nothing, unless the connection broke while it was written. A repeat is recognised.
 */
final class Intake {
    /** Lines of a batch that are written together, and the most that one statement takes. */
    static final int GROUP = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int QUEUE = 2_000;
    /** For room in the queue. */
    private static final Duration ROOM_WAIT = Duration.ofMillis(250);
    /** For the writer to begin. Past it the caller leaves, and nothing is stored. */
    private static final Duration BEGIN_WAIT = Duration.ofSeconds(5);
    /**
     * For a writer that has begun: a connection and two statements, each of which ends by its own limit
     * ({@code spring.jdbc.template.query-timeout}). Past it the network is stuck.
     */
    private static final Duration WRITE_WAIT = Duration.ofSeconds(20);

    private static final String SEND_AGAIN = " Send it again: what is stored already is recognised.";

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

    Received take(Submission submission) {
        return take(List.of(submission)).getFirst();
    }

    /**
     * Takes at most {@link #GROUP} together. A database that is away, full, slow or takes no writes makes them
     * {@link Received.Unavailable}, each by itself.
     *
     * @return in their order
     */
    List<Received> take(List<Submission> submissions) {
        long roomUntil = System.nanoTime() + ROOM_WAIT.toNanos();
        var answers = submissions.stream()
                .map(submission -> offer(submission, roomUntil))
                .toList();
        if (!done(answers, BEGIN_WAIT)) {
            answers.stream().filter(answer -> !answer.future().isDone()).forEach(Intake::leave);
            done(answers, WRITE_WAIT);
        }
        stored.run();
        return answers.stream().map(Intake::result).toList();
    }

    private Answer offer(Submission submission, long roomUntil) {
        var answer = new Answer();
        try {
            if (!writer.offer(submission, answer, Duration.ofNanos(roomUntil - System.nanoTime()))) {
                answer.written(new Received.Unavailable("More orders come in than can be stored; come again."));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.written(new Received.Unavailable("This server is stopping; come again."));
        }
        return answer;
    }

    private static void leave(Answer answer) {
        if (answer.leave()) {
            answer.written(new Received.Unavailable("The database is slow, and nothing was stored; come again."));
        }
    }

    /** @return whether all have their answer, if only that it failed */
    private static boolean done(List<Answer> answers, Duration wait) {
        try {
            CompletableFuture.allOf(answers.stream().map(Answer::future).toArray(CompletableFuture[]::new))
                    .get(wait.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException _) {
            return true; // told one by one
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Received result(Answer answer) {
        var future = answer.future();
        return switch (future.state()) {
            case SUCCESS -> future.resultNow();
            case FAILED -> failed(future.exceptionNow());
            case RUNNING, CANCELLED -> nobodyKnows();
        };
    }

    private static Received failed(Throwable cause) {
        if (Problems.isConnectionLost(cause)) {
            return nobodyKnows();
        }
        if (Problems.isDatabaseAway(cause)) {
            return new Received.Unavailable("The database does not take it, and nothing was stored; come again.");
        }
        LOG.error("An order could not be stored", cause);
        return new Received.Failed();
    }

    private static Received nobodyKnows() {
        return new Received.Unavailable(
                "The connection to the database broke: nobody knows whether it is stored." + SEND_AGAIN);
    }

    /** Counts one order by what became of it. */
    void count(String result) {
        registry.counter("ordersync.intake", "result", result).increment();
    }
}
