package dev.ordersync.sandbox.admin;

import dev.ordersync.sandbox.fault.Fault;
import dev.ordersync.sandbox.fault.Rule;
import dev.ordersync.sandbox.fault.RuleState;
import dev.ordersync.sandbox.shop.Refusal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The switches as JSON, both ways. */
record FaultsBody(@Nullable List<RuleBody> rules, @Nullable Long seed) {

    /** One rule; {@code struck} and {@code left} are only told, and ignored when they come back. */
    record RuleBody(
            @Nullable String match,
            @Nullable String fault,
            @Nullable Integer times,
            @Nullable Integer perOrder,
            @Nullable Double probability,
            @Nullable String delay,
            @Nullable Long struck,
            @Nullable Integer left) {

        private Rule rule() {
            String word = String.valueOf(fault);
            Fault named =
                    Fault.named(word).orElseThrow(() -> new Refusal(422, "bad-rule", "There is no fault " + word));
            try {
                return new Rule(
                        match, named, times, perOrder, probability, delay == null ? null : Duration.parse(delay));
            } catch (DateTimeParseException _) {
                throw new Refusal(422, "bad-rule", "delay must be like PT5S");
            } catch (IllegalArgumentException e) {
                throw new Refusal(422, "bad-rule", String.valueOf(e.getMessage()));
            }
        }

        private static RuleBody of(RuleState state) {
            Rule rule = state.rule();
            return new RuleBody(
                    rule.match(),
                    rule.fault().word(),
                    rule.times(),
                    rule.perOrder(),
                    rule.probability(),
                    rule.delay() == null ? null : rule.delay().toString(),
                    state.struck(),
                    state.left());
        }
    }

    List<Rule> parsed() {
        return rules == null ? List.of() : rules.stream().map(RuleBody::rule).toList();
    }

    static FaultsBody of(List<RuleState> states) {
        return new FaultsBody(states.stream().map(RuleBody::of).toList(), null);
    }
}
