package dev.ordersync.matching;

import dev.ordersync.order.OrderContent;
import dev.ordersync.platform.Copy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares field by field, and adds up what a ruleset says of each level. What the shop does not say weighs nothing. */
public final class FieldMatcher implements Matcher {
    /** Below the half: an agreement in money and minutes alone is shared by many strangers. */
    private static final double NEVER_ALONE = 0.49;

    private final Ruleset rules;
    /** Of the levels that weigh the same whatever is rare here. */
    private final Map<Level, Double> fixed = new EnumMap<>(Level.class);

    /** With the ruleset that this build brings along. */
    public FieldMatcher() {
        this(Ruleset.bundled());
    }

    public FieldMatcher(Ruleset rules) {
        this.rules = rules;
        for (var level : Level.values()) {
            if (!level.countsRarity()) {
                fixed.put(level, rules.weight(level, Sharing.UNKNOWN));
            }
        }
    }

    public Ruleset rules() {
        return rules;
    }

    @Override
    public String version() {
        return rules.version();
    }

    @Override
    public Match compare(OrderContent order, Copy copy) {
        return compare(Wanted.of(order), copy, Sharing.UNKNOWN);
    }

    /** @param sharing how common the copy's values are among the copies that were seen with it */
    public Match compare(Wanted wanted, Copy copy, Sharing sharing) {
        return weigh(wanted, profile(wanted), copy, Profile.of(copy.content(), rules.relays()), sharing)
                .match();
    }

    Profile profile(Wanted wanted) {
        return Profile.of(wanted.content(), rules.relays());
    }

    Weighed weigh(Wanted wanted, Profile ours, Copy copy, Profile theirs, Sharing sharing) {
        var fields = levels(wanted, ours, copy, theirs);
        var weights = new ArrayList<Double>(fields.size());
        double bits = rules.prior();
        boolean decisive = false;
        for (var compared : fields) {
            double weight = weight(compared.level(), sharing);
            weights.add(weight);
            bits += weight;
            decisive |= weight > 0 && compared.field().mayDecide();
        }
        double score = rules.score(bits);
        return new Weighed(decisive ? score : Math.min(score, NEVER_ALONE), fields, weights);
    }

    private double weight(@Nullable Level level, Sharing sharing) {
        if (level == null) {
            return 0;
        }
        var known = fixed.get(level);
        return known == null ? rules.weight(level, sharing) : known;
    }

    /** Every field in its order: what a program that estimates weights counts. */
    static List<Compared> levels(Wanted wanted, Profile ours, Copy copy, Profile theirs) {
        return List.of(
                name(ours.names(), theirs.names()),
                email(ours.email(), theirs.email()),
                phone(ours.phone(), theirs.phone()),
                place(ours.place(), theirs.place()),
                BasketMatch.of(ours.basket(), theirs.basket()),
                Amount.compare(wanted.content(), copy.content()),
                Moment.compare(wanted, copy.createdAt()));
    }

    /** The buyers' names count first; some shops keep only the receiver, or put the company in the name's place. */
    private static Compared name(List<PersonName> ours, List<PersonName> theirs) {
        if (ours.isEmpty() || theirs.isEmpty()) {
            return Compared.missing(
                    Field.NAME, ours.isEmpty() ? null : ours.getFirst(), theirs.isEmpty() ? null : theirs.getFirst());
        }
        var buyers = Compared.at(ours.getFirst().against(theirs.getFirst()), ours.getFirst(), theirs.getFirst());
        if (buyers.agreement() != Agreement.DIFFERS) {
            return buyers;
        }
        for (var mine : ours) {
            for (var other : theirs) {
                var level = mine.against(other);
                if (level == Level.NAME_SAME || level == Level.NAME_PART) {
                    return Compared.at(Level.NAME_COMPANY, mine, other);
                }
            }
        }
        return buyers;
    }

    private static Compared email(@Nullable Mailbox ours, @Nullable Mailbox theirs) {
        return new Compared(Field.EMAIL, ours, theirs, ours == null || theirs == null ? null : ours.against(theirs));
    }

    private static Compared phone(@Nullable Phone ours, @Nullable Phone theirs) {
        return new Compared(Field.PHONE, ours, theirs, ours == null || theirs == null ? null : ours.against(theirs));
    }

    private static Compared place(@Nullable Place ours, @Nullable Place theirs) {
        return new Compared(Field.ADDRESS, ours, theirs, ours == null || theirs == null ? null : ours.against(theirs));
    }
}
