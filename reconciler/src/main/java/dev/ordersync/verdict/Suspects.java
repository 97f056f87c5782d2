package dev.ordersync.verdict;

import dev.ordersync.matching.Assignment;
import dev.ordersync.matching.FieldMatcher;
import dev.ordersync.matching.Match;
import dev.ordersync.matching.Pool;
import dev.ordersync.order.OrderId;
import dev.ordersync.platform.AsSent;
import dev.ordersync.platform.Copy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what may be the copy of each order in doubt. A copy with our reference is a candidate in any case. Without one it
 * must be alike, live, nobody's by link or reference, and explained by no other order: all open orders of the store are
 * looked at together.
 */
public final class Suspects {
    /** The most alike are kept; more would only be noise on a page. */
    static final int MAX_CANDIDATES = 10;

    /** Kept for the record; see {@link Suspicion#near()}. */
    private static final int MAX_NEAR = 5;

    private static final Pattern OUR_KEYS = Pattern.compile("os-[0-9a-f]{32}-g[0-9]+");

    /**
     * @param near copies that were compared and came near to being likely, or that another order explains
     * @param complete whether everything that could be likely was compared
     */
    public record Suspicion(List<Candidate> candidates, List<Candidate> near, boolean complete) {}

    private final FieldMatcher matcher;
    private final List<Copy> copies;
    private final Map<String, OrderId> linked;
    private final Pool pool;
    private final Map<OrderId, Pool.Found> found = new HashMap<>();
    private final Neighbours neighbours = new Neighbours();

    /**
     * @param copies all that the shop showed
     * @param linked copies of this shop that are linked already, or being voided: by id, the order that they belong to
     */
    public Suspects(FieldMatcher matcher, Collection<Copy> copies, Map<String, OrderId> linked) {
        this.matcher = matcher;
        this.copies = copies.stream().filter(copy -> !copy.test()).toList();
        this.linked = linked;
        this.pool = new Pool(
                matcher, this.copies.stream().filter(Suspects::isAnybodys).toList());
    }

    /**
     * @param due the orders to be judged
     * @param others the store's other open orders, which may explain a copy too; asked for only if that matters
     */
    public Map<OrderId, Suspicion> of(List<OpenOrder> due, Supplier<List<OpenOrder>> others) {
        var claims = due.stream().flatMap(this::claims).toList();
        var rivals = claims.isEmpty() ? List.<OpenOrder>of() : others.get();
        var all = Stream.concat(claims.stream(), rivals.stream().flatMap(this::claims))
                .toList();
        var assignment = Assignment.of(all, matcher.rules().margin());
        var names = new HashMap<Long, String>();
        Stream.concat(due.stream(), rivals.stream())
                .forEach(order ->
                        names.put(order.id().value(), order.wanted().content().id()));
        var suspicions = new HashMap<OrderId, Suspicion>();
        due.forEach(order -> suspicions.put(order.id(), suspicion(order, assignment, names)));
        return suspicions;
    }

    /** A copy that is gone, or under a key of ours, is an order's only by that key. */
    private static boolean isAnybodys(Copy copy) {
        return copy.status().isLive()
                && (copy.reference() == null
                        || !OUR_KEYS.matcher(copy.reference()).matches());
    }

    /** An order whose own copy is there by its reference claims no other. */
    private Stream<Assignment.Claim> claims(OpenOrder order) {
        if (copies.stream().anyMatch(copy -> isOurs(order, copy))) {
            return Stream.of();
        }
        var claimable = found(order).alike().stream()
                .filter(alike -> isOpen(order, alike.copy()))
                .filter(alike -> !order.dismissed().contains(alike.copy().id().value()))
                .toList();
        neighbours.add(order, claimable);
        return claimable.stream()
                .filter(alike -> alike.match().isLikely())
                .map(alike ->
                        claim(matcher, order.id().value(), alike.copy().id().value(), alike.match()));
    }

    static Assignment.Claim claim(FieldMatcher matcher, long order, String copy, Match match) {
        double floor = matcher.rules().human() - matcher.rules().prior();
        return new Assignment.Claim(order, copy, Math.max(Double.MIN_VALUE, match.bits() - floor));
    }

    /** What the suspicion about an order was made from; once {@link #of} has been asked about it. */
    public Material material(OpenOrder order) {
        var own = found(order).alike().stream()
                .filter(alike -> isOpen(order, alike.copy()))
                .collect(Collectors.partitioningBy(
                        alike -> order.dismissed().contains(alike.copy().id().value())));
        var dismissed = own.getOrDefault(true, List.of());
        var group = neighbours.around(order, own.getOrDefault(false, List.of()));
        var ours = copies.stream().filter(copy -> isOurs(order, copy)).toList();
        if (group.isCrowd() || dismissed.size() + ours.size() > Material.MOST) {
            return Material.crowd(order);
        }
        long self = order.id().value();
        var seen = new ArrayList<Material.Seen>();
        ours.forEach(copy -> seen.add(seen(order, pool.compare(order.wanted(), copy), List.of(self))));
        dismissed.forEach(alike -> seen.add(seen(order, alike, List.of(self))));
        var members = group.orders().stream().map(member -> member.id().value()).toList();
        for (var alike : group.copies()) {
            var claimants = new TreeSet<>(neighbours.of(alike.copy().id().value()));
            claimants.retainAll(members);
            if (own.getOrDefault(false, List.of()).contains(alike)) {
                claimants.add(self);
            }
            seen.add(seen(order, alike, List.copyOf(claimants)));
        }
        return new Material(group.orders().stream().map(Material.Weighable::of).toList(), List.copyOf(seen), true);
    }

    private Material.Seen seen(OpenOrder order, Pool.Alike alike, List<Long> claimants) {
        var candidate = candidate(order, alike, List.of());
        return new Material.Seen(
                alike.copy(),
                alike.sharing(),
                candidate.carriesOurReference(),
                candidate.outdated(),
                candidate.linkedElsewhere(),
                candidate.dismissed(),
                claimants);
    }

    private Suspicion suspicion(OpenOrder order, Assignment assignment, Map<Long, String> names) {
        var candidates = new ArrayList<Candidate>();
        var near = new ArrayList<Candidate>();
        copies.stream()
                .filter(copy -> isOurs(order, copy))
                .map(copy -> candidate(order, pool.compare(order.wanted(), copy), List.of()))
                .forEach(candidates::add);
        for (var alike : found(order).alike()) {
            var copy = alike.copy().id().value();
            if (isOpen(order, alike.copy())) {
                boolean counts = alike.match().isLikely()
                        && !assignment.isExplained(order.id().value(), copy);
                var rivals = counts ? rivals(order, copy, assignment, names) : List.<String>of();
                (counts ? candidates : near).add(candidate(order, alike, rivals));
            }
        }
        return new Suspicion(
                sorted(candidates, MAX_CANDIDATES),
                sorted(near, MAX_NEAR),
                found(order).complete());
    }

    private Pool.Found found(OpenOrder order) {
        return found.computeIfAbsent(order.id(), _ -> pool.alike(order.wanted()));
    }

    private static boolean isOurs(OpenOrder order, Copy copy) {
        return copy.reference() != null
                && order.references().contains(copy.reference())
                && !order.voided().contains(copy.id().value());
    }

    private boolean isOpen(OpenOrder order, Copy copy) {
        var id = copy.id().value();
        return !isOurs(order, copy)
                && !order.voided().contains(id)
                && linked.getOrDefault(id, order.id()).equals(order.id());
    }

    private static List<String> rivals(OpenOrder order, String copy, Assignment assignment, Map<Long, String> names) {
        return assignment.rivals(order.id().value(), copy).stream()
                .map(rival -> names.getOrDefault(rival, ""))
                .sorted()
                .toList();
    }

    private Candidate candidate(OpenOrder order, Pool.Alike alike, List<String> rivals) {
        var copy = alike.copy();
        var owner = linked.get(copy.id().value());
        boolean ours = isOurs(order, copy);
        return new Candidate(
                copy,
                ours,
                ours && !order.references().getLast().equals(copy.reference()),
                owner != null && !owner.equals(order.id()),
                order.dismissed().contains(copy.id().value()),
                AsSent.differences(order.wanted().content(), copy),
                alike.match(),
                alike.sharing(),
                rivals);
    }

    static List<Candidate> sorted(List<Candidate> candidates, int most) {
        return candidates.stream()
                .sorted(Comparator.comparing(Candidate::carriesOurReference)
                        .thenComparingDouble(candidate -> candidate.match().score())
                        .thenComparingDouble(candidate -> candidate.match().bits())
                        .reversed()
                        .thenComparing(candidate -> candidate.copy().id().value()))
                .limit(most)
                .toList();
    }
}
