package dev.ordersync.ledger;

import dev.ordersync.order.Actor;
import dev.ordersync.order.OrderId;
import java.time.Instant;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A line in an order's audit for what moved nothing, such as a refused click or a mail. The order's version stays, so
 * that a note never makes a page stale.
 */
public final class AuditNote {
    private static final Transition NOTE = Transition.to("o.status")
            .rows("action text, reason text")
            .keepsVersion()
            .guard("true")
            .action("x.action")
            .reason("x.reason")
            .build();

    private AuditNote() {}

    /** @param reason one sentence without secrets; shown to people */
    public static void write(
            JdbcClient jdbc, OrderId order, String action, @Nullable String reason, Actor actor, Instant now) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", order.value());
        row.put("action", action);
        row.put("reason", reason);
        NOTE.apply(jdbc, row, actor, now);
    }
}
