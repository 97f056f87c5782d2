package dev.ordersync.scenario.simulation;

import org.jspecify.annotations.Nullable;

/**
 * What came of a life.
 *
 * @param violation the first promise that was broken, or null
 * @param bugApplied whether the deliberate bug, if any, ever took part
 */
record LifeResult(@Nullable Violation violation, Trace trace, int posts, boolean bugApplied) {}
