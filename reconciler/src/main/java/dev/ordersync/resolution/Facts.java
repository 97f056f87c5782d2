package dev.ordersync.resolution;

import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a button is judged on: one reading of the order and of what is known about copies of it.
 *
 * @param key idempotency key of the present generation
 * @param doubted some attempt may have reached the shop
 * @param settled no attempt may have arrived unseen: none is doubted, or the shop was looked through after the last doubt's
 *     window; a forced retry overrules a doubt without settling it
 * @param noId the shop said that it took this generation
 * @param proofAt when the lookup that last proved absence started
 * @param lastEndedAt the end of the last attempt
 * @param copies known copies, from the last lookup that could tell anything and from our own attempts
 * @param twinOpen a second copy waits for a person to void or to keep it
 */
public record Facts(
        OrderId id,
        int storeId,
        String source,
        String externalId,
        OrderStatus status,
        int version,
        int generation,
        String key,
        boolean doubted,
        boolean settled,
        boolean noId,
        boolean cancelRequested,
        boolean retryPressed,
        @Nullable Instant dueAt,
        @Nullable Instant settlesAt,
        @Nullable Instant doubtSince,
        @Nullable Instant proofAt,
        @Nullable Instant lastEndedAt,
        @Nullable String platformOrderId,
        List<KnownCopy> copies,
        boolean twinOpen) {

    public Optional<KnownCopy> copy(String platformOrderId) {
        return copies.stream()
                .filter(copy -> copy.platformOrderId().equals(platformOrderId))
                .findFirst();
    }

    /**
     * A person's Retry waits for the lookup that has to come before it: the doubt did not begin with an attempt.
     */
    boolean retryWaitsForLookup() {
        return status == OrderStatus.IN_DOUBT
                && retryPressed
                && doubtSince != null
                && (lastEndedAt == null || doubtSince.isAfter(lastEndedAt));
    }
}
