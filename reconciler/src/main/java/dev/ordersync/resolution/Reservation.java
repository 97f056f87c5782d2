package dev.ordersync.resolution;

/**
 * SQL that begins a void with its move: the copy is reserved before anything happens to it, so that nobody links it
 * meanwhile, and the engine finds its work in {@code voidings}.
 */
final class Reservation {
    /** Columns of the caller's row. */
    static final String ROW =
            ", shop_id text, platform_order_id text, purpose text, or_cancel boolean, deadline timestamptz";

    /** Linked to, or being voided for, another order: not to be voided here, forced or not. */
    static final String FREE = """
            NOT EXISTS (SELECT 1 FROM links k
                         WHERE k.shop_id = x.shop_id AND k.platform_order_id = x.platform_order_id AND k.order_id <> o.id)
            """;

    static final String RETURNING = """
            x.shop_id AS x_shop_id, x.platform_order_id AS x_platform_order_id, x.purpose AS x_purpose,
            x.or_cancel AS x_or_cancel, x.deadline AS x_deadline, x.force AS x_force
            """;

    private static final String OURS = """
            SELECT 1 FROM links k
             WHERE k.shop_id = m.x_shop_id AND k.platform_order_id = m.x_platform_order_id AND k.order_id = m.id
            """;

    /** Two orders reserving one copy at once: the second one's insert fails, and its move with it. */
    static final String RESERVE = """
            reserved AS (
                INSERT INTO links (shop_id, platform_order_id, order_id, purpose, at)
                SELECT m.x_shop_id, m.x_platform_order_id, m.id, 'void', :now FROM moved m WHERE NOT EXISTS (%s)
            ), converted AS (
                UPDATE links k SET purpose = 'void' FROM moved m
                 WHERE k.shop_id = m.x_shop_id AND k.platform_order_id = m.x_platform_order_id AND k.order_id = m.id
            )
            """.formatted(OURS);

    static final String BEGIN = """
            begun AS (
                INSERT INTO voidings (order_id, platform_order_id, store_id, shop_id, purpose, or_cancel, forced, was_linked,
                    deadline, due_at)
                SELECT m.id, m.x_platform_order_id, m.store_id, m.x_shop_id, m.x_purpose, m.x_or_cancel, m.x_force,
                    EXISTS (%s AND k.purpose = 'link'), m.x_deadline, :now
                  FROM moved m
                ON CONFLICT (order_id, platform_order_id) DO UPDATE SET
                    shop_id = EXCLUDED.shop_id, purpose = EXCLUDED.purpose, or_cancel = EXCLUDED.or_cancel, cancelling = false,
                    forced = EXCLUDED.forced, was_linked = EXCLUDED.was_linked, unclear = false, tries = 0,
                    deadline = EXCLUDED.deadline, due_at = EXCLUDED.due_at
            )
            """.formatted(OURS);

    private Reservation() {}
}
