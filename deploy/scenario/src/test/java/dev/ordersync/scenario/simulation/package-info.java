/**
 * Lives of a whole system drawn from seeds: production code on real PostgreSQL in virtual time, with every fault that we
 * know, and an oracle that compares the shop's books with ours.
 */
@NullMarked
package dev.ordersync.scenario.simulation;

import org.jspecify.annotations.NullMarked;
