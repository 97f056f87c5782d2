package dev.ordersync.worker.relay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of the outbox.
 *
 * @param id in the order of writing within one order; across orders ids may commit in any order
 * @param shard of the store; says which partition
 * @param payload JSON
 */
public record Event(
        long id,
        String topic,
        int shard,
        String key,
        String type,
        long orderId,
        @Nullable String traceparent,
        Instant at,
        String payload) {}
