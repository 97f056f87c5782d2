package dev.ordersync.worker.intake;

import dev.ordersync.content.ReadOrder;
import dev.ordersync.order.Actor;
import dev.ordersync.order.OrderJson;
import dev.ordersync.store.Store;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The intake's statement without its threads: one order in, one answer. */
public final class IntakeSteps {
    private final IntakeStatement statement;

    public IntakeSteps(JdbcClient jdbc, Clock clock) {
        this.statement = new IntakeStatement(jdbc, clock);
    }

    /** @return {@code accepted}, {@code duplicate}, {@code conflict} or {@code unavailable}; an exception is a 503: nobody knows */
    public String take(String body, Store store) {
        var order = new ReadOrder(OrderJson.read(body), body);
        return switch (statement
                .write(List.of(new Submission(order, store, Actor.INTAKE, null)))
                .getFirst()) {
            case Received.Accepted _ -> "accepted";
            case Received.Duplicate _ -> "duplicate";
            case Received.Conflict _ -> "conflict";
            case Received.Unavailable _ -> "unavailable";
            case Received.Failed _ ->
                throw new IllegalStateException("the statement tells its errors by throwing them");
        };
    }
}
