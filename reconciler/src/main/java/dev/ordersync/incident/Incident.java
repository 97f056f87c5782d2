package dev.ordersync.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open incident, as one reading of its row.
 *
 * @param quietSince when its last order was settled and the store was well again; null while it lasts
 * @param toldAt the latest opening mail or digest; null: nobody was told
 * @param digestAt when the next digest is due; null: nothing new to tell
 * @param count orders that joined so far
 */
record Incident(
        long id,
        IncidentKind kind,
        int storeId,
        Instant openedAt,
        @Nullable Instant quietSince,
        @Nullable Instant toldAt,
        @Nullable Instant digestAt,
        @Nullable Instant snoozedUntil,
        int count) {}
