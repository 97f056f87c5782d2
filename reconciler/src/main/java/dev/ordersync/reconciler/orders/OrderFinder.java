package dev.ordersync.reconciler.orders;

import dev.ordersync.access.Caller;
import dev.ordersync.access.StoreScope;
import dev.ordersync.order.OrderId;
import dev.ordersync.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the public name of an order to its number: the one way in for every action and page. */
public final class OrderFinder {
    private static final String VISIBLE =
            "(CAST(:stores AS int[]) IS NULL OR o.store_id = ANY (CAST(:stores AS int[])))";

    private static final String ONE_SOURCE =
            "SELECT o.id FROM orders o WHERE o.source = :source AND o.ext_id = :id AND " + VISIBLE;

    /** The unique key leads with the source, of which there are few: each is stepped to by the index. */
    private static final String ANY_SOURCE = """
            WITH RECURSIVE sources AS (
                (SELECT source FROM orders ORDER BY source LIMIT 1)
                UNION ALL
                SELECT (SELECT o.source FROM orders o WHERE o.source > s.source ORDER BY o.source LIMIT 1)
                  FROM sources s
                 WHERE s.source IS NOT NULL
            )
            SELECT o.id
              FROM sources s
              JOIN orders o ON o.source = s.source AND o.ext_id = :id
             WHERE %s
             LIMIT 2
            """.formatted(VISIBLE);

    private final JdbcClient jdbc;
    private final StoreScope scope;

    public OrderFinder(JdbcClient jdbc, StoreScope scope) {
        this.jdbc = jdbc;
        this.scope = scope;
    }

    /**
     * @param source null: whichever source has it, if only one of those that the caller may see has
     * @throws Refusal 404 where the caller can see no such order, 409 {@code ambiguous-source}
     */
    public OrderId get(Caller caller, String externalId, @Nullable String source) {
        var found = jdbc.sql(source == null ? ANY_SOURCE : ONE_SOURCE)
                .param("id", externalId)
                .param("source", source)
                .param("stores", scope.ids(caller))
                .query(Long.class)
                .list();
        if (found.isEmpty()) {
            throw Refusal.notFound("There is no such order.");
        }
        if (found.size() > 1) {
            throw Refusal.conflict(
                            "ambiguous-source", "Several sources have an order of this id: say which with ?source=.")
                    .safeToRetry(false);
        }
        return new OrderId(found.getFirst());
    }

    /** The source of an order that was found. */
    public String source(OrderId order) {
        return jdbc.sql("SELECT source FROM orders WHERE id = :id")
                .param("id", order.value())
                .query(String.class)
                .single();
    }
}
