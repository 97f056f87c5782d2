package dev.ordersync.sandbox.fault;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One shop's rules. They are not kept over a restart: a shop starts in good health. */
public final class Switches {

    public static final int MAX_RULES = 100;
    private static final long USUAL_SEED = 1;

    private List<Armed> rules = List.of();
    private Random dice = new Random(USUAL_SEED);

    private static final class Armed {
        private final Rule rule;
        private final Pattern pattern;
        private long struck;

        private Armed(Rule rule) {
            this.rule = rule;
            this.pattern = rule.pattern();
        }

        private boolean isUsedUp() {
            return rule.times() != null && struck >= rule.times();
        }

        private boolean fits(@Nullable String orderId) {
            return rule.match() == null
                    || (orderId != null && pattern.matcher(orderId).matches());
        }

        private RuleState state() {
            Integer left = rule.times() == null ? null : Math.toIntExact(Math.max(0, rule.times() - struck));
            return new RuleState(rule, struck, left);
        }
    }

    /**
     * Replaces all rules, and with them their counts.
     *
     * @param seed makes rules with a probability strike the same requests again; null for the usual one
     */
    public synchronized void set(List<Rule> wanted, @Nullable Long seed) {
        if (wanted.size() > MAX_RULES) {
            throw new IllegalArgumentException("at most " + MAX_RULES + " rules");
        }
        rules = wanted.stream().map(Armed::new).toList();
        dice = new Random(seed == null ? USUAL_SEED : seed);
    }

    /** Puts one rule behind the others, which keep their counts. */
    public synchronized void add(Rule rule) {
        if (rules.size() >= MAX_RULES) {
            throw new IllegalArgumentException("at most " + MAX_RULES + " rules");
        }
        rules = Stream.concat(rules.stream(), Stream.of(new Armed(rule))).toList();
    }

    /** @return whether the rule was there to be removed; of equal ones the first goes */
    public synchronized boolean remove(Rule rule) {
        Optional<Armed> gone =
                rules.stream().filter(armed -> armed.rule.equals(rule)).findFirst();
        gone.ifPresent(
                armed -> rules = rules.stream().filter(other -> other != armed).toList());
        return gone.isPresent();
    }

    public synchronized List<RuleState> states() {
        return rules.stream().map(Armed::state).toList();
    }

    /** Whether a rule with this fault stands, for what a shop is rather than does. */
    public synchronized boolean stands(Fault fault) {
        return rules.stream().anyMatch(armed -> armed.rule.fault() == fault);
    }

    /** @param seenBefore how many POSTs with the same key came before */
    public Optional<Struck> onPost(@Nullable String orderId, int seenBefore) {
        return strike(Occasion.POST, orderId, seenBefore);
    }

    /** @param orderId whose copy the request is about, null when it is about none */
    public Optional<Struck> onOther(Occasion occasion, @Nullable String orderId) {
        return strike(occasion, orderId, 0);
    }

    private synchronized Optional<Struck> strike(Occasion occasion, @Nullable String orderId, int seenBefore) {
        for (Armed armed : rules) {
            Rule rule = armed.rule;
            boolean due = rule.fault().strikes(occasion)
                    && !armed.isUsedUp()
                    && armed.fits(orderId)
                    && (rule.perOrder() == null || seenBefore < rule.perOrder());
            if (due && (rule.probability() == null || dice.nextDouble() < rule.probability())) {
                // A shop that is down "for the next three posts" is down for any number of reads in between.
                if (occasion == Occasion.POST || !rule.fault().isEverywhere()) {
                    armed.struck++;
                }
                return Optional.of(new Struck(rule.fault(), rule.delayOrUsual()));
            }
        }
        return Optional.empty();
    }
}
