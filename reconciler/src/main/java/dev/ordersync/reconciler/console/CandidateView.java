package dev.ordersync.reconciler.console;

import dev.ordersync.matching.Match;
import dev.ordersync.reconciler.orders.OrderSheet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An order in the shop that may be ours, with what agrees and what does not.
 *
 * @param alike "97 %": how alike, not a probability
 * @param strong likely enough for Link to be the likely next step
 * @param state of the copy in the shop, when it was seen
 */
record CandidateView(
        String id,
        @Nullable String url,
        String alike,
        boolean strong,
        boolean reference,
        boolean dismissed,
        @Nullable String state,
        String summary,
        List<Row> rows) {

    /**
     * @param mark agree, almost, differ or missing
     * @param from left end of the weight's bar, in a box 80 wide with zero at 40
     * @param wide its length
     */
    record Row(
            String field,
            String ours,
            String theirs,
            String mark,
            String agreement,
            String weight,
            String tone,
            String from,
            String wide) {}

    /** The weight that fills half the bar. */
    private static final double FULL_WEIGHT = 6;

    static CandidateView of(OrderSheet.Candidate candidate) {
        return new CandidateView(
                candidate.platformOrderId(),
                WebLink.of(candidate.url()),
                Amounts.percent(candidate.score()),
                candidate.reference() || candidate.score() >= Match.LIKELY,
                candidate.reference(),
                candidate.dismissed(),
                candidate.status(),
                summary(candidate),
                candidate.evidence().stream()
                        .sorted(Comparator.comparingInt(evidence -> order(evidence.agreement())))
                        .map(CandidateView::row)
                        .toList());
    }

    /** "4 things are the same, 2 nearly, 1 can't be compared, 1 differs." */
    private static String summary(OrderSheet.Candidate candidate) {
        if (candidate.evidence().isEmpty()) {
            return candidate.reference()
                    ? "Your shop named it in answer to our own attempt."
                    : "Its fields were not compared.";
        }
        long same = count(candidate, "exact");
        long nearly = count(candidate, "close");
        long missing = count(candidate, "missing");
        long differ = count(candidate, "differs");
        return (differ == 0
                        ? "Nothing disagrees: "
                        : Amounts.of(differ, "thing") + (differ == 1 ? " differs, " : " differ, "))
                + same + " the same, " + nearly + " nearly, " + missing + " can’t be compared.";
    }

    private static long count(OrderSheet.Candidate candidate, String agreement) {
        return candidate.evidence().stream()
                .filter(evidence -> evidence.agreement().equals(agreement))
                .count();
    }

    private static Row row(OrderSheet.Evidence evidence) {
        double weight = evidence.weight();
        double wide = Math.min(40, Math.abs(weight) / FULL_WEIGHT * 40);
        return new Row(
                field(evidence.field()),
                evidence.ours() == null ? "not given" : evidence.ours(),
                evidence.theirs() == null ? "not on the order" : evidence.theirs(),
                mark(evidence.agreement()),
                agreement(evidence.agreement()),
                String.format(Locale.ROOT, weight == 0 ? "%.1f" : "%+.1f", weight)
                        .replace('-', '−'),
                weight < 0 ? "f-red" : "f-green",
                String.format(Locale.ROOT, "%.1f", weight < 0 ? 40 - wide : 40),
                String.format(Locale.ROOT, "%.1f", wide));
    }

    private static int order(String agreement) {
        return switch (agreement) {
            case "differs" -> 0;
            case "close" -> 1;
            case "missing" -> 2;
            default -> 3;
        };
    }

    private static String mark(String agreement) {
        return switch (agreement) {
            case "exact" -> "agree";
            case "close" -> "almost";
            case "differs" -> "differ";
            default -> "missing";
        };
    }

    private static String agreement(String agreement) {
        return switch (agreement) {
            case "exact" -> "Same";
            case "close" -> "Nearly the same";
            case "differs" -> "Differs";
            default -> "Missing";
        };
    }

    private static String field(String field) {
        return switch (field) {
            case "customer.name" -> "Name";
            case "customer.email" -> "E-mail";
            case "customer.phone" -> "Phone";
            case "shippingAddress" -> "Ship to";
            case "lines" -> "Items";
            case "total" -> "Total";
            case "placedAt", "time" -> "Time";
            default -> field;
        };
    }
}
