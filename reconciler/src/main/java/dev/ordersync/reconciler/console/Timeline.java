package dev.ordersync.reconciler.console;

import dev.ordersync.order.OrderStatus;
import dev.ordersync.reconciler.orders.AuditTrail;
import dev.ordersync.reconciler.orders.OrderSheet;
import dev.ordersync.resolution.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells an order's story, oldest first, with what is planned at its end: attempts, looks, decisions, people. */
final class Timeline {
    /** Earlier steps of a longer story are in the audit. */
    private static final int MAX_STEPS = 300;

    private record Placed(Instant at, Step step) {}

    private final Times times;
    private final List<Placed> steps = new ArrayList<>();

    private Timeline(Times times) {
        this.times = times;
    }

    static List<Step> of(OrderSheet sheet, Facts facts, List<AuditTrail.Entry> audit, Times times) {
        var timeline = new Timeline(times);
        timeline.add(sheet.receivedAt(), "new", "Order received from " + sheet.source(), null);
        sheet.attempts().forEach(attempt -> timeline.attempt(attempt, sheet.store()));
        sheet.lookups().forEach(timeline::look);
        audit.forEach(timeline::decision);
        timeline.steps.sort(Comparator.comparing(Placed::at)); // stable: what caused a step stays before it
        var told = timeline.steps.stream().map(Placed::step).toList();
        var all = new ArrayList<>(told.subList(Math.max(0, told.size() - MAX_STEPS), told.size()));
        all.addAll(timeline.planned(sheet, facts));
        return List.copyOf(all);
    }

    private void add(Instant at, String glyph, String text, @Nullable String more) {
        steps.add(new Placed(at, Step.done(glyph, text, more, times.clock(at))));
    }

    private void attempt(OrderSheet.Attempt attempt, String store) {
        var sent = new Step(
                OrderStatus.POSTING.code(),
                "Sent to " + store + ", ",
                null,
                attempt.number(),
                List.of(),
                times.clock(attempt.startedAt()),
                false);
        steps.add(new Placed(attempt.startedAt(), sent));
        var endedAt = attempt.endedAt();
        var outcome = attempt.outcome();
        if (endedAt != null && outcome != null) {
            add(endedAt, Phrases.glyph(outcome), Phrases.outcome(outcome), Phrases.meaning(outcome, attempt.detail()));
        }
    }

    private void look(OrderSheet.Lookup lookup) {
        var candidates = lookup.candidates().stream().map(CandidateView::of).toList();
        var step = new Step(
                lookup.foundBy().equals("person") ? "person" : "look",
                Phrases.look(lookup),
                Phrases.afterColon(lookup.detail()),
                null,
                candidates,
                times.clock(lookup.at()),
                false);
        steps.add(new Placed(lookup.at(), step));
    }

    private void decision(AuditTrail.Entry entry) {
        var text = Phrases.decision(entry);
        if (text != null) {
            boolean person = Phrases.isPerson(entry.actor());
            add(
                    entry.at(),
                    person ? "person" : Phrases.glyphOf(entry),
                    text,
                    person ? entry.reason() : Phrases.afterColon(entry.reason()));
        }
    }

    private List<Step> planned(OrderSheet sheet, Facts facts) {
        var next = sheet.nextActionAt();
        if (next == null) {
            return List.of();
        }
        return switch (facts.status()) {
            case QUEUED -> List.of(plan(OrderStatus.POSTING.code(), "Sent to " + sheet.store(), next));
            case POSTING -> List.of(plan("look", "We look in your shop, if nothing comes back", next));
            case RESYNCING -> List.of(plan("look", "We check the copy in your shop", next));
            case IN_DOUBT -> inDoubt(sheet, facts, next);
            case SYNCED, BROKEN, REJECTED, FAILED, CANCELLED -> List.of();
        };
    }

    private List<Step> inDoubt(OrderSheet sheet, Facts facts, Instant next) {
        var planned = new ArrayList<Step>();
        planned.add(plan("look", "We look again", next));
        var settlesAt = facts.settlesAt();
        if (settlesAt != null
                && settlesAt.isAfter(times.now())
                && facts.copies().isEmpty()
                && !facts.noId()) {
            planned.add(
                    sheet.cancelRequested()
                            ? plan(OrderStatus.CANCELLED.code(), "Cancelled, if it is still not there", settlesAt)
                            : plan(
                                    OrderStatus.POSTING.code(),
                                    "Sent again with the same key, if it is still not there",
                                    settlesAt));
        }
        if (sheet.decideBy() != null && sheet.decideBy().isAfter(times.now())) {
            planned.add(plan("person", "Decided by now, or left to you", sheet.decideBy()));
        }
        return planned;
    }

    private Step plan(String glyph, String text, Instant at) {
        return Step.planned(glyph, text, null, times.ahead(at));
    }
}
