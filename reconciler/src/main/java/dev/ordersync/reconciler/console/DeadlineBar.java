package dev.ordersync.reconciler.console;

import dev.ordersync.reconciler.orders.OrderSheet;
import dev.ordersync.resolution.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much of the time for a decision has passed, while an order is in doubt. Positions are per cent of that time.
 *
 * @param look when we look next; null: it is due
 * @param again from when it may be sent again; null: a person decides
 */
record DeadlineBar(
        String title,
        String spent,
        String finding,
        String spentAt,
        Moment began,
        @Nullable Mark look,
        @Nullable Mark again,
        Moment end,
        boolean overdue) {

    record Mark(String at, Moment time) {}

    static @Nullable DeadlineBar of(OrderSheet sheet, Facts facts, Times times) {
        var began = facts.doubtSince();
        var end = sheet.decideBy();
        if (began == null || end == null || !began.isBefore(end)) {
            return null;
        }
        var whole = Duration.between(began, end);
        var passed = Duration.between(began, times.now());
        boolean overdue = !times.now().isBefore(end);
        var share = Math.clamp(passed.toMillis() / (double) whole.toMillis(), 0, 1);
        var look = mark(sheet.nextActionAt(), began, whole, times);
        return new DeadlineBar(
                overdue
                        ? "To be decided by " + times.roundedUp(end).shown() + ", which has passed"
                        : "Decided by " + times.roundedUp(end).shown() + " at the latest",
                Times.exactly(passed) + " of " + Times.lasting(whole),
                Amounts.percent(share) + " of the " + Times.lasting(whole) + " have passed.",
                position(share * 100),
                times.clock(began),
                look,
                facts.copies().isEmpty() && !facts.noId() ? mark(facts.settlesAt(), began, whole, times) : null,
                times.clock(end),
                overdue);
    }

    private static @Nullable Mark mark(@Nullable Instant time, Instant began, Duration whole, Times times) {
        if (time == null || !time.isAfter(times.now())) {
            return null;
        }
        double at = Duration.between(began, time).toMillis() * 100.0 / whole.toMillis();
        return at > 100 ? null : new Mark(position(Math.min(at, 99.6)), times.clock(time));
    }

    private static String position(double percent) {
        return String.format(Locale.ROOT, "%.2f", percent);
    }
}
