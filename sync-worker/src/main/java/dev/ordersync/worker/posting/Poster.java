package dev.ordersync.worker.posting;

import dev.ordersync.ledger.LateAnswers;
import dev.ordersync.ledger.Outcomes;
import dev.ordersync.ledger.Recorded;
import dev.ordersync.ledger.UnnamedCopies;
import dev.ordersync.order.OrderJson;
import dev.ordersync.order.Outcome;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.Platforms;
import dev.ordersync.runtime.GroupWriter;
import dev.ordersync.worker.posting.Dispatcher.Attempt;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes one attempt: the call on a thread of its own, then its outcome to the group writer. */
final class Poster {
    private static final Logger LOG = LoggerFactory.getLogger(Poster.class);
    private static final int OUTCOME_GROUP = 200;
    private static final double JITTER = 0.1;

    private final Platforms platforms;
    private final Executor calls;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final JdbcClient jdbc;
    private final StoreReaction reaction;
    private final PostingMetrics metrics;
    private final GroupWriter<Recorded, Optional<Outcomes.Moved>> outcomes;

    Poster(
            Platforms platforms,
            Executor calls,
            Clock clock,
            LongSupplier nanoTime,
            RandomGenerator random,
            JdbcClient jdbc,
            StoreReaction reaction,
            PostingMetrics metrics) {
        this.platforms = platforms;
        this.calls = calls;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.random = random;
        this.jdbc = jdbc;
        this.reaction = reaction;
        this.metrics = metrics;
        // Its room is that of the unrecorded attempts, so an outcome always finds its place.
        this.outcomes = new GroupWriter<>("outcomes", Dispatcher.MAX_UNRECORDED, OUTCOME_GROUP, true, this::record);
    }

    GroupWriter<?, ?> outcomes() {
        return outcomes;
    }

    /** @param recorded run once the outcome is recorded, or has been given up to the lease's end */
    void post(Attempt attempt, Lane lane, Runnable recorded) {
        calls.execute(() -> {
            var outcome = call(attempt);
            var ended = new Recorded(
                    attempt.order().id(),
                    attempt.order().attempt(),
                    outcome,
                    attempt.store(),
                    clock.instant(),
                    1 + JITTER * (2 * random.nextDouble() - 1));
            try {
                reaction.to(attempt.store(), lane, outcome);
            } finally {
                lane.ended(attempt.order().id());
                write(ended, recorded);
            }
        });
    }

    private Outcome call(Attempt attempt) {
        var started = nanoTime.getAsLong();
        var platform = platforms.get(attempt.store().platform());
        Outcome outcome;
        try {
            var order = attempt.order();
            outcome = platform.create(
                    attempt.store().shop(),
                    new NewOrder(order.key(), order.body(), OrderJson.read(order.body())),
                    () -> nanoTime.getAsLong() - attempt.writeBefore() < 0);
        } catch (RuntimeException e) {
            // An adapter that throws has a bug, and nobody knows how far it came.
            LOG.error(
                    "The adapter {} failed on order {}",
                    platform.name(),
                    attempt.order().id(),
                    e);
            outcome = Outcome.Unknown.because("our adapter failed");
        }
        metrics.posted(platform.name(), outcome, nanoTime.getAsLong() - started);
        return outcome;
    }

    private void write(Recorded ended, Runnable recorded) {
        boolean queued = outcomes.offer(ended, new GroupWriter.Callback<>() {
            @Override
            public void written(Optional<Outcomes.Moved> moved) {
                try {
                    told(ended, moved);
                } finally {
                    recorded.run();
                }
            }

            @Override
            public void failed(Exception cause) {
                LOG.error(
                        "The outcome of attempt {} of order {} could not be recorded; its lease will end in doubt",
                        ended.attempt(),
                        ended.id(),
                        cause);
                recorded.run();
            }
        });
        if (!queued) {
            LOG.error("No room for the outcome of order {}; its lease will end in doubt", ended.id());
            recorded.run();
        }
    }

    private void told(Recorded ended, Optional<Outcomes.Moved> moved) {
        if (moved.isPresent()) {
            LOG.info(
                    "orderId={} store={} attempt={} from=posting to={} outcome={}",
                    ended.id(),
                    ended.store().key(),
                    ended.attempt(),
                    moved.get().to().code(),
                    ended.outcome().code());
        } else if (ended.outcome() instanceof Outcome.Accepted accepted) {
            LateAnswers.note(jdbc, ended, accepted, clock.instant());
        } else if (ended.outcome() instanceof Outcome.AcceptedNoId taken) {
            UnnamedCopies.note(jdbc, ended, taken, clock.instant());
        } else {
            LOG.debug(
                    "orderId={} attempt={} had been given up; its {} changes nothing",
                    ended.id(),
                    ended.attempt(),
                    ended.outcome().code());
        }
    }

    private List<Optional<Outcomes.Moved>> record(List<Recorded> group) {
        return Outcomes.record(jdbc, group, clock.instant());
    }
}
