package dev.ordersync.reconciler.jobs;

import dev.ordersync.access.Caller;
import dev.ordersync.problem.Refusal;
import dev.ordersync.reconciler.orders.OrderFilter;
import dev.ordersync.resolution.Bulk;
import dev.ordersync.resolution.Press;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks for a bulk action: says what it would do, or makes the job that does it. */
public final class BulkActions {
    private final Selection selection;
    private final Bulk bulk;
    private final Jobs jobs;

    public BulkActions(Selection selection, Bulk bulk, Jobs jobs) {
        this.selection = selection;
        this.bulk = bulk;
        this.jobs = jobs;
    }

    /**
     * What is wanted of which orders.
     *
     * @param filter null: those of {@code ids}
     */
    public record Wish(
            Bulk.Action action,
            @Nullable String reason,
            @Nullable OrderFilter filter,
            List<Selection.Id> ids) {
        public Wish {
            if (action.needsReason() && (reason == null || reason.isBlank())) {
                throw Refusal.invalid("reason", "is required");
            }
        }
    }

    /** Judges every order on the facts of now; moves and audits nothing. */
    public List<JobOrder> dryRun(Caller caller, Wish wish) {
        var press = press(caller, wish);
        return orders(caller, wish).stream()
                .map(wanted -> new JobOrder(
                        wanted.id(),
                        wanted.source(),
                        wish.action().code(),
                        null,
                        refused(wanted, wish, press).orElse(null)))
                .toList();
    }

    public Job start(Caller caller, Wish wish) {
        return jobs.create(caller, wish.action(), press(caller, wish).reason(), orders(caller, wish));
    }

    private Optional<JobOrder.Refused> refused(Wanted wanted, Wish wish, Press press) {
        return wanted.order() == null
                ? Optional.ofNullable(wanted.refused())
                : bulk.judge(wish.action(), wanted.order(), press).map(JobOrder.Refused::of);
    }

    private List<Wanted> orders(Caller caller, Wish wish) {
        return wish.filter() == null ? selection.of(caller, wish.ids()) : selection.of(caller, wish.filter());
    }

    private static Press press(Caller caller, Wish wish) {
        return new Press(caller, null, false, wish.reason());
    }
}
