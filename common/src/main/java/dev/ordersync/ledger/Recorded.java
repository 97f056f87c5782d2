package dev.ordersync.ledger;

import dev.ordersync.order.OrderId;
import dev.ordersync.order.Outcome;
import dev.ordersync.store.Store;
import dev.ordersync.store.StorePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one attempt on its way to the database.
 *
 * @param jitter spreads retries: a factor around 1 on the back-off
 */
public record Recorded(OrderId id, int attempt, Outcome outcome, Store store, Instant endedAt, double jitter) {

    Map<String, @Nullable Object> row() {
        var policy = store.policy();
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", id.value());
        row.put("attempt", attempt);
        row.put("outcome", outcome.code());
        row.put("http_status", outcome.httpStatus());
        row.put("detail", outcome.detail());
        row.put("ended_at", endedAt.toString());
        row.put("shop_id", store.shopId());
        row.put("reason", reason());
        row.put("counts", outcome instanceof Outcome.Unknown unknown && unknown.slowFor() == null);
        row.put("unexpected", outcome instanceof Outcome.Unknown unknown && unknown.unexpected());
        row.put("delay_ms", delay(policy).toMillis());
        row.put("doubling", outcome instanceof Outcome.NotSent);
        row.put("jitter", jitter);
        row.put("settles_at", endedAt.plus(store.settleWindow()).toString());
        row.put("decide_by", endedAt.plus(policy.retryWithin()).toString());
        row.put("alert_after", policy.alertAfterFailures());
        row.put("on_timeout", policy.alerts().onTimeout());
        row.put("policy_version", store.policyVersion());
        if (!policy.twinWatch().isEmpty()) {
            row.put("watch_at", endedAt.plus(policy.twinWatch().getFirst()).toString());
        }
        if (outcome instanceof Outcome.Accepted accepted) {
            row.put("platform_order_id", accepted.id().value());
            row.put("platform_order_url", accepted.url());
            row.put("whole", accepted.differences().isEmpty());
            row.put("candidates", SeenCopy.candidates(accepted.id(), accepted.url()));
        }
        return row;
    }

    private Duration delay(StorePolicy policy) {
        return outcome instanceof Outcome.Throttled throttled ? throttled.retryAfter() : policy.retryBackoff();
    }

    /** What a person reads about the order from now on; null once it is simply in the shop. */
    private @Nullable String reason() {
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                accepted.differences().isEmpty()
                        ? null
                        : "Your shop took it, but not as sent: " + String.join(", ", accepted.differences())
                                + " differ.";
            case Outcome.AcceptedNoId _ -> "Your shop says that it took the order, but not under which number.";
            case Outcome.NotSent notSent -> "Not sent yet: " + sentence(notSent.detail());
            case Outcome.Rejected rejected -> "Your shop refused the order: " + sentence(rejected.detail());
            case Outcome.Throttled _ -> "Your shop asks us to slow down; the order waits.";
            case Outcome.Held _ -> "Your shop does not let us in; the order waits.";
            case Outcome.Unknown unknown -> "Your shop may have the order: " + sentence(unknown.detail());
        };
    }

    /** A shop's own words may end with a full stop already. */
    private static String sentence(String detail) {
        return detail.endsWith(".") ? detail : detail + ".";
    }
}
