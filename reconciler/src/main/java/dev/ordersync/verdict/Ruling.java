package dev.ordersync.verdict;

import dev.ordersync.matching.Assignment;
import dev.ordersync.matching.FieldMatcher;
import dev.ordersync.matching.Match;
import dev.ordersync.matching.Wanted;
import dev.ordersync.order.OrderContent;
import dev.ordersync.platform.AsSent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A decision with all that it was made from, so that it can be made again by other rules.
 *
 * @param verdict its code
 * @param shown the copies that it was shown with
 */
public record Ruling(
        String verdict,
        List<String> shown,
        Doubt doubt,
        Instant startedAt,
        boolean complete,
        boolean fresh,
        @Nullable String problem,
        Material material) {

    private record Pair(long order, String copy) {}

    /** What the rules make of it now. */
    public record Again(Verdict verdict, List<Candidate> candidates) {}

    public static Ruling of(Verdict verdict, Doubt doubt, Looked looked, Material material) {
        return new Ruling(
                verdict.code(),
                shown(looked.candidates()),
                doubt,
                looked.startedAt(),
                looked.complete(),
                looked.fresh(),
                looked.problem(),
                material);
    }

    /** In place of one that is too big to be kept. */
    public Ruling withoutMaterial() {
        var none = new Material(material.orders().subList(0, 1), List.of(), false);
        return new Ruling(verdict, shown, doubt, startedAt, complete, fresh, problem, none);
    }

    public static List<String> shown(List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> !candidate.dismissed())
                .map(candidate -> candidate.copy().id().value())
                .sorted()
                .toList();
    }

    /** @param contents of the material's orders, by number */
    public Again again(FieldMatcher matcher, Map<Long, OrderContent> contents) {
        var matches = matches(matcher, contents);
        var assignment = Assignment.of(claims(matcher, matches), matcher.rules().margin());
        long self = material.orders().getFirst().order();
        var candidates = new ArrayList<Candidate>();
        for (var seen : material.copies()) {
            var id = seen.copy().id().value();
            var match = matches.get(new Pair(self, id));
            if (match != null && (seen.ours() || (match.isLikely() && !assignment.isExplained(self, id)))) {
                var rivals = seen.ours()
                        ? List.<String>of()
                        : assignment.rivals(self, id).stream()
                                .map(rival -> content(contents, rival).id())
                                .sorted()
                                .toList();
                candidates.add(candidate(seen, content(contents, self), match, rivals));
            }
        }
        var kept = Suspects.sorted(candidates, Suspects.MAX_CANDIDATES);
        return new Again(Decision.on(doubt, new Looked(startedAt, complete, fresh, problem, kept)), kept);
    }

    private Map<Pair, Match> matches(FieldMatcher matcher, Map<Long, OrderContent> contents) {
        var wanted = new HashMap<Long, Wanted>();
        material.orders()
                .forEach(order -> wanted.put(
                        order.order(),
                        new Wanted(content(contents, order.order()), order.sentFrom(), order.sentUntil())));
        long self = material.orders().getFirst().order();
        var matches = new HashMap<Pair, Match>();
        for (var seen : material.copies()) {
            for (var order : seen.ours() ? List.of(self) : seen.orders()) {
                matches.put(
                        new Pair(order, seen.copy().id().value()),
                        matcher.compare(Objects.requireNonNull(wanted.get(order)), seen.copy(), seen.sharing()));
            }
        }
        return matches;
    }

    /** An order whose own copy is there by its reference claims no other. */
    private List<Assignment.Claim> claims(FieldMatcher matcher, Map<Pair, Match> matches) {
        long self = material.orders().getFirst().order();
        boolean found = material.copies().stream().anyMatch(Material.Seen::ours);
        var dismissed = material.copies().stream()
                .filter(Material.Seen::dismissed)
                .map(seen -> seen.copy().id().value())
                .toList();
        var claims = new ArrayList<Assignment.Claim>();
        matches.forEach((pair, match) -> {
            boolean mine = pair.order() == self;
            if (match.isLikely() && !(mine && (found || dismissed.contains(pair.copy())))) {
                claims.add(Suspects.claim(matcher, pair.order(), pair.copy(), match));
            }
        });
        return claims;
    }

    private static Candidate candidate(Material.Seen seen, OrderContent order, Match match, List<String> rivals) {
        return new Candidate(
                seen.copy(),
                seen.ours(),
                seen.outdated(),
                seen.linkedElsewhere(),
                seen.dismissed(),
                AsSent.differences(order, seen.copy().content()),
                match,
                seen.sharing(),
                rivals);
    }

    private static OrderContent content(Map<Long, OrderContent> contents, long order) {
        return Objects.requireNonNull(contents.get(order), "the content of an order");
    }
}
