package dev.ordersync.verdict;

import dev.ordersync.matching.Sharing;
import dev.ordersync.platform.Copy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was weighed for one order: copies that came near to it, and the other orders that could explain them.
 *
 * @param orders the order itself first
 * @param whole whether it is all there: a crowd is not kept, and cannot be weighed again
 */
public record Material(List<Weighable> orders, List<Seen> copies, boolean whole) {
    /** Of each; whoever shares copies with more than these is in a crowd. */
    static final int MOST = 30;

    /** An order by its number; its content is kept with the order and never changes within a generation. */
    public record Weighable(
            long order,
            int generation,
            @Nullable Instant sentFrom,
            @Nullable Instant sentUntil) {
        static Weighable of(OpenOrder order) {
            return new Weighable(
                    order.id().value(),
                    order.references().size(),
                    order.wanted().sentFrom(),
                    order.wanted().sentUntil());
        }
    }

    /**
     * @param ours it carries a reference of the order
     * @param orders whose copy it could be without one
     */
    public record Seen(
            Copy copy,
            Sharing sharing,
            boolean ours,
            boolean outdated,
            boolean linkedElsewhere,
            boolean dismissed,
            List<Long> orders) {}

    /** In place of a crowd. */
    public static Material crowd(OpenOrder order) {
        return new Material(List.of(Weighable.of(order)), List.of(), false);
    }
}
