package dev.ordersync.ledger;

/**
 * Arms the twin watch where an order becomes synced although another of its attempts than the one behind the linked copy
 * may have reached the shop: its copy may surface later.
 */
public final class LateCopies {
    /** More than one attempt of the moved order {@code m} may have reached the shop. */
    public static final String SEVERAL = """
            (SELECT count(*) FROM attempts a
              WHERE a.order_id = m.id AND a.outcome IN ('unknown', 'accepted_no_id')) > 1
            """;

    private LateCopies() {}

    /**
     * A further CTE for {@link Transition.Builder#effect}, which reads a column {@code x_watch_at}: null where the policy
     * watches nothing.
     *
     * @param when a condition over {@code m}, the moved row
     */
    public static String watched(String when) {
        return """
                watched AS (
                    INSERT INTO twin_watch (order_id, store_id, due_at, started_at)
                    SELECT m.id, m.store_id, m.x_watch_at, :now FROM moved m
                     WHERE m.status = 'synced' AND m.from_status <> 'synced' AND m.x_watch_at IS NOT NULL AND %s
                    ON CONFLICT (order_id) DO UPDATE SET due_at = EXCLUDED.due_at, step = 0, started_at = EXCLUDED.started_at
                )
                """.formatted(when);
    }
}
