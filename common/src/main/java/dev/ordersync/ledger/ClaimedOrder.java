package dev.ordersync.ledger;

import dev.ordersync.order.OrderId;
import java.time.Instant;

/** An attempt that was claimed: committed with number, start and lease before the first byte. */
public record ClaimedOrder(
        OrderId id, int storeId, int attempt, int generation, String key, String body, Instant startedAt) {}
