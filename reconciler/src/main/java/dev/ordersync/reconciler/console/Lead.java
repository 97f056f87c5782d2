package dev.ordersync.reconciler.console;

import dev.ordersync.order.OrderStatus;
import dev.ordersync.reconciler.orders.OrderSheet;
import dev.ordersync.resolution.Facts;
import dev.ordersync.store.Store;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One or two sentences of truth: what is known, and what happens next. */
final class Lead {
    private Lead() {}

    static String of(OrderSheet sheet, Facts facts, Store store, Times times) {
        var said = sheet.reason() == null ? "" : String.valueOf(Phrases.sentence(sheet.reason()));
        var wish = sheet.cancelRequested() && facts.status() != OrderStatus.CANCELLED
                ? " You asked to cancel it: that happens as soon as it is sure that your shop does not have it."
                : "";
        return switch (facts.status()) {
            case QUEUED -> Phrases.join(said, queued(sheet, store, times)) + wish;
            case POSTING -> posting(sheet, times) + wish;
            case SYNCED -> Phrases.join(said, "Your shop has this order as " + number(sheet.platformOrderId()) + ".");
            case IN_DOUBT -> inDoubt(sheet, facts, times) + wish;
            case BROKEN -> Phrases.join(said, "Nothing is sent or deleted until you decide.");
            case REJECTED -> Phrases.join(rejected(sheet), "Nothing is sent again until you retry, link or cancel it.");
            case FAILED -> Phrases.join(said, "We don’t send it again by ourselves; a Retry is safe.");
            case RESYNCING ->
                Phrases.join(said, "The copy in your shop is being removed before the order is sent afresh.");
            case CANCELLED -> Phrases.join(said, "It will not be sent.");
        };
    }

    private static String queued(OrderSheet sheet, Store store, Times times) {
        var stopped = switch (store.state()) {
            case HELD -> "It waits for " + store.key() + ", which is on hold: no order is lost.";
            case PAUSED -> "It waits for " + store.key() + ", which is paused: no order is lost.";
            case PROBING -> "It waits for " + store.key() + ", which is not answering: no order is lost.";
            case ACTIVE -> "";
        };
        if (!stopped.isEmpty()) {
            return stopped;
        }
        var next = sheet.nextActionAt();
        return next != null && next.isAfter(times.now())
                ? "It is sent at " + times.clock(next).shown() + "."
                : "It is sent as soon as its turn comes.";
    }

    private static String posting(OrderSheet sheet, Times times) {
        var since = sheet.attempts().isEmpty()
                ? ""
                : " since "
                        + times.clock(sheet.attempts().getLast().startedAt()).shown();
        var lease = sheet.nextActionAt();
        return "We are sending this order" + since + "."
                + (lease == null
                        ? ""
                        : " If nothing comes back by " + times.clock(lease).shown()
                                + ", we look in your shop before anything else is done.");
    }

    private static String inDoubt(OrderSheet sheet, Facts facts, Times times) {
        var told = Phrases.join(lastAttempt(sheet, times), looks(sheet.lookups()));
        if (!facts.copies().isEmpty()) {
            return Phrases.join(told, "Nothing is sent while that may be this order.");
        }
        if (facts.noId()) {
            return Phrases.join(told, "We look only for its number; it is not sent again.");
        }
        if (sheet.overdue()) {
            return Phrases.join(told, "The time for a decision has passed. Nothing is sent until your shop answers.");
        }
        var settlesAt = facts.settlesAt();
        return settlesAt != null && settlesAt.isAfter(times.now())
                ? Phrases.join(
                        told,
                        "If it is still not there at "
                                + times.roundedUp(settlesAt).shown()
                                + (sheet.cancelRequested() ? ", it is settled as not sent." : ", we send it again."))
                : Phrases.join(told, "One more complete look decides.");
    }

    private static String lastAttempt(OrderSheet sheet, Times times) {
        if (sheet.attempts().isEmpty()) {
            return "";
        }
        var last = sheet.attempts().getLast();
        return "We sent this order at " + times.clock(last.startedAt()).shown() + " and got no certain answer"
                + (last.detail() == null ? "." : ": " + last.detail() + ".");
    }

    private static String looks(List<OrderSheet.Lookup> lookups) {
        if (lookups.isEmpty()) {
            return "We have not looked for it yet.";
        }
        var last = lookups.getLast();
        var found = switch (last.result()) {
            case "exact" -> "found it";
            case "candidates" -> "found " + Amounts.of(last.candidates().size(), "order") + " that may be it";
            case "none" ->
                last.fresh() && last.complete()
                        ? "was complete, up to date, and found nothing"
                        : "found nothing, but proves nothing yet";
            default -> "could not tell";
        };
        var times = lookups.size() == 1 ? "once" : lookups.size() + " times";
        return "We have looked for it " + times + "; the last look " + found + ".";
    }

    private static String rejected(OrderSheet sheet) {
        var detail =
                sheet.attempts().isEmpty() ? null : sheet.attempts().getLast().detail();
        return "Your shop refused this order" + (detail == null ? "." : ": " + Phrases.sentence(detail));
    }

    static String number(@Nullable String platformOrderId) {
        return "#" + platformOrderId;
    }
}
