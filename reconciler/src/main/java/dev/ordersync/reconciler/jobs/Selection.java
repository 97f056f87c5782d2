package dev.ordersync.reconciler.jobs;

import dev.ordersync.access.Caller;
import dev.ordersync.problem.Refusal;
import dev.ordersync.reconciler.orders.OrderFilter;
import dev.ordersync.reconciler.orders.OrderFinder;
import dev.ordersync.reconciler.orders.OrderList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which orders a bulk action is about. What the caller may not see is not found, as everywhere. */
public final class Selection {
    /** Orders of one bulk action. */
    public static final int MAX_ORDERS = 10_000;

    /** @param source null: whichever source has it, if only one has */
    public record Id(String id, @Nullable String source) {}

    private final OrderList list;
    private final OrderFinder finder;

    public Selection(OrderList list, OrderFinder finder) {
        this.list = list;
        this.finder = finder;
    }

    /** @throws Refusal 422 when the filter finds more than {@link #MAX_ORDERS} */
    List<Wanted> of(Caller caller, OrderFilter filter) {
        var found = list.named(caller, filter, MAX_ORDERS + 1);
        if (found.size() > MAX_ORDERS) {
            throw Refusal.invalid("filter", "must find at most " + MAX_ORDERS + " orders: narrow it");
        }
        return found.stream()
                .map(order -> new Wanted(order.number(), order.id(), order.source(), null))
                .toList();
    }

    /** @throws Refusal 422 for more than {@link #MAX_ORDERS} */
    List<Wanted> of(Caller caller, List<Id> ids) {
        if (ids.size() > MAX_ORDERS) {
            throw Refusal.invalid("ids", "must have at most " + MAX_ORDERS + " entries");
        }
        return new LinkedHashSet<>(ids).stream().map(id -> find(caller, id)).toList();
    }

    private Wanted find(Caller caller, Id id) {
        try {
            var order = finder.get(caller, id.id(), id.source());
            return new Wanted(order, id.id(), finder.source(order), null);
        } catch (Refusal refusal) {
            return new Wanted(null, id.id(), id.source(), JobOrder.Refused.of(refusal));
        }
    }
}
