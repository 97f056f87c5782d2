package dev.ordersync.verdict;

import dev.ordersync.platform.Copy;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The rules of settling a timeout, top down as in the design's table. Pure: the same input gives the same verdict. */
public final class Decision {
    /** Orders that a reason names; the page has them all. */
    private static final int NAMED_RIVALS = 5;

    private Decision() {}

    public static Verdict on(Doubt doubt, Looked looked) {
        var open = looked.candidates().stream()
                .filter(candidate -> !candidate.dismissed())
                .toList();
        var ours = open.stream().filter(Candidate::carriesOurReference).toList();
        if (!ours.isEmpty()) {
            return onOurs(doubt, looked, ours, open);
        }
        // Absence, and a copy without reference, mean something only once the shop has had time to show what it took.
        if (looked.startedAt().isBefore(doubt.settlesAt())) {
            return new Verdict.Wait(earlier(doubt.nextLookupAt(), doubt), waitReason(looked, open));
        }
        if (!open.isEmpty()) {
            return new Verdict.Flag(open, looksLikeIt(doubt, open));
        }
        return onNothing(doubt, looked);
    }

    private static String looksLikeIt(Doubt doubt, List<Candidate> open) {
        var rivals = new TreeSet<String>();
        open.forEach(candidate -> rivals.addAll(candidate.rivals()));
        if (doubt.cancelRequested()) {
            return "You cancelled it, but your shop seems to have it already.";
        }
        if (!rivals.isEmpty()) {
            return "Your shop has " + (open.size() == 1 ? "an order" : "orders") + " that may be this one or "
                    + named(rivals) + ". Look at them together.";
        }
        return open.size() == 1
                ? "Your shop has an order that looks like it, without our reference."
                : "Your shop has several orders that look like it.";
    }

    private static String named(SortedSet<String> rivals) {
        var first = String.join(", ", rivals.stream().limit(NAMED_RIVALS).toList());
        return rivals.size() <= NAMED_RIVALS ? first : first + " and " + (rivals.size() - NAMED_RIVALS) + " more";
    }

    private static Verdict onOurs(Doubt doubt, Looked looked, List<Candidate> ours, List<Candidate> open) {
        if (ours.stream().anyMatch(Candidate::linkedElsewhere)) {
            return new Verdict.Flag(open, "Its reference is on an order that is linked to another of ours.");
        }
        if (ours.size() > 1) {
            return new Verdict.Flag(open, "Your shop has it more than once.");
        }
        var copy = ours.getFirst();
        if (copy.copy().status() == Copy.Status.CANCELLED) {
            return new Verdict.Flag(open, "It was cancelled in your shop.");
        }
        if (copy.copy().status() == Copy.Status.TRASHED) {
            return new Verdict.Flag(open, "It was removed in your shop.");
        }
        if (copy.outdated()) {
            return new Verdict.Flag(open, "Your shop has it as it was before it was sent anew.");
        }
        if (!copy.isAsSent()) {
            // It may be half written: real shops show an order before its lines and total are there.
            return looked.startedAt().isBefore(doubt.settlesAt())
                    ? new Verdict.Wait(earlier(doubt.nextLookupAt(), doubt), "found, but not complete yet")
                    : new Verdict.Flag(open, notAsSent(copy));
        }
        if (doubt.cancelRequested()) {
            return new Verdict.Flag(open, "You cancelled it, but your shop had taken it already.");
        }
        return doubt.linkExactMatch()
                ? new Verdict.Link(copy)
                : new Verdict.Flag(open, "Found in your shop; your store's settings leave linking to you.");
    }

    private static String notAsSent(Candidate copy) {
        return copy.copy().status() == Copy.Status.UNFINISHED
                ? "Begun in your shop, but never placed: nobody there will ship it."
                : "Found in your shop, but not as sent: " + String.join(", ", copy.differences()) + " differ.";
    }

    private static Verdict onNothing(Doubt doubt, Looked looked) {
        if (doubt.noId()) {
            return looked.startedAt().isBefore(doubt.decideBy())
                    ? new Verdict.Wait(doubt.nextLookupAt(), waitReason(looked, List.of()))
                    : new Verdict.Flag(List.of(), "Your shop said that it took the order, but it is not there.");
        }
        if (!looked.complete() || !looked.fresh()) {
            return new Verdict.Wait(doubt.nextLookupAt(), waitReason(looked, List.of()));
        }
        if (doubt.cancelRequested()) {
            return new Verdict.Cancel();
        }
        if (doubt.dismissed()) {
            return new Verdict.Fail("Not in your shop. You said that a similar order is not this one, so press Retry.");
        }
        if (doubt.gaveUp()) {
            return new Verdict.Fail("It could not be sent for too long, and it is not in your shop.");
        }
        if (doubt.budgetUsedUp()) {
            return new Verdict.Fail("All attempts are used up, and it is not in your shop.");
        }
        return new Verdict.Retry();
    }

    private static Instant earlier(Instant next, Doubt doubt) {
        return next.isBefore(doubt.settlesAt()) ? next : doubt.settlesAt();
    }

    private static String waitReason(Looked looked, List<Candidate> open) {
        if (!open.isEmpty()) {
            return "a likely copy is there; its reference may follow";
        }
        if (!looked.complete()) {
            return "can't tell: " + looked.problem();
        }
        return looked.fresh() ? "not there so far" : "not there, but the shop's list may lag";
    }
}
