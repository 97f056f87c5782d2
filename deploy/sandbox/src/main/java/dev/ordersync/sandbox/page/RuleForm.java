package dev.ordersync.sandbox.page;

import dev.ordersync.sandbox.fault.Fault;
import dev.ordersync.sandbox.fault.Rule;
import dev.ordersync.sandbox.shop.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One rule as the page's fields; an empty field leaves its condition out.
 *
 * @param percent share of the requests, 0 to 100
 * @param delay seconds
 */
record RuleForm(
        String fault,
        @Nullable String match,
        @Nullable Integer times,
        @Nullable Integer perOrder,
        @Nullable BigDecimal percent,
        @Nullable BigDecimal delay) {

    private static final int MILLIS = 3;

    Rule rule() {
        Fault named =
                Fault.named(fault).orElseThrow(() -> new Refusal(422, "bad-rule", "There is no fault " + fault + "."));
        String glob = match == null || match.isBlank() ? null : match.strip();
        try {
            Double probability =
                    percent == null ? null : percent.movePointLeft(2).doubleValue();
            Duration later = delay == null
                    ? null
                    : Duration.ofMillis(delay.movePointRight(MILLIS).longValueExact());
            return new Rule(glob, named, times, perOrder, probability, later);
        } catch (ArithmeticException _) {
            throw new Refusal(422, "bad-rule", "The delay is in seconds, to the millisecond.");
        } catch (IllegalArgumentException e) {
            throw new Refusal(422, "bad-rule", String.valueOf(e.getMessage()));
        }
    }

    static RuleForm of(Rule rule) {
        Double share = rule.probability();
        Duration later = rule.delay();
        return new RuleForm(
                rule.fault().word(),
                rule.match(),
                rule.times(),
                rule.perOrder(),
                share == null ? null : BigDecimal.valueOf(share).movePointRight(2),
                later == null ? null : BigDecimal.valueOf(later.toMillis(), MILLIS));
    }
}
