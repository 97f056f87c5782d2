package dev.ordersync.matching;

import dev.ordersync.order.OrderContent;
import dev.ordersync.platform.Copy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares field by field, and adds up what a ruleset says of each level. What the shop does not say weighs nothing. */
public final class FieldMatcher implements Matcher {
    /** Below the half: an agreement in money and minutes alone is shared by many strangers. */
    private static final double NEVER_ALONE = 0.49;

    private final Ruleset rules;

    /** With the ruleset that this build brings along. */
    public FieldMatcher() {
        this(Ruleset.bundled());
    }

    public FieldMatcher(Ruleset rules) {
        this.rules = rules;
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
        return compare(wanted, profile(wanted), copy, Profile.of(copy.content(), rules.relays()), sharing);
    }

    Profile profile(Wanted wanted) {
        return Profile.of(wanted.content(), rules.relays());
    }

    Match compare(Wanted wanted, Profile ours, Copy copy, Profile theirs, Sharing sharing) {
        var evidence = new ArrayList<Evidence>();
        double bits = rules.prior();
        boolean decisive = false;
        for (var compared : levels(wanted, ours, copy, theirs)) {
            var level = compared.level();
            double weight = level == null ? 0 : rules.weight(level, sharing);
            bits += weight;
            decisive |= weight > 0 && compared.field().mayDecide();
            evidence.add(new Evidence(
                    compared.field().code(), compared.ours(), compared.theirs(), compared.agreement(), weight));
        }
        double score = rules.score(bits);
        return new Match(decisive ? score : Math.min(score, NEVER_ALONE), List.copyOf(evidence));
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
                    Field.NAME,
                    ours.isEmpty() ? null : ours.getFirst().shown(),
                    theirs.isEmpty() ? null : theirs.getFirst().shown());
        }
        var buyers = named(ours.getFirst(), theirs.getFirst(), ours.getFirst().against(theirs.getFirst()));
        if (buyers.agreement() != Agreement.DIFFERS) {
            return buyers;
        }
        for (var mine : ours) {
            for (var other : theirs) {
                var level = mine.against(other);
                if (level == Level.NAME_SAME || level == Level.NAME_PART) {
                    return named(mine, other, Level.NAME_COMPANY);
                }
            }
        }
        return buyers;
    }

    private static Compared named(PersonName ours, PersonName theirs, Level level) {
        return Compared.at(level, ours.shown(), theirs.shown());
    }

    private static Compared email(@Nullable Mailbox ours, @Nullable Mailbox theirs) {
        var mine = ours == null ? null : ours.shown();
        var other = theirs == null ? null : theirs.shown();
        return new Compared(Field.EMAIL, mine, other, ours == null || theirs == null ? null : ours.against(theirs));
    }

    private static Compared phone(@Nullable Phone ours, @Nullable Phone theirs) {
        var mine = ours == null ? null : ours.shown();
        var other = theirs == null ? null : theirs.shown();
        return new Compared(Field.PHONE, mine, other, ours == null || theirs == null ? null : ours.against(theirs));
    }

    private static Compared place(@Nullable Place ours, @Nullable Place theirs) {
        var mine = ours == null ? null : ours.shown();
        var other = theirs == null ? null : theirs.shown();
        return new Compared(Field.ADDRESS, mine, other, ours == null || theirs == null ? null : ours.against(theirs));
    }
}
