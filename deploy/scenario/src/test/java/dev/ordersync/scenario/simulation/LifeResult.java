package dev.ordersync.scenario.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a life.
 *
 * @param violation the first promise that was broken, or null
 * @param audit of the order that it is about, for people
 * @param bugApplied whether the deliberate bug, if any, ever took part
 * @param nanos how long it took
 */
record LifeResult(
        long seed,
        @Nullable Violation violation,
        Trace trace,
        List<String> audit,
        int posts,
        boolean bugApplied,
        long nanos) {
    LifeResult took(long time) {
        return new LifeResult(seed, violation, trace, audit, posts, bugApplied, time);
    }
}
