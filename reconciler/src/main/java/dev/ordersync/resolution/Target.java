package dev.ordersync.resolution;

import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Platform;
import dev.ordersync.problem.FieldError;
import dev.ordersync.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The shop's order that a person names, by its id or by its page. */
public record Target(
        @Nullable String platformOrderId, @Nullable String platformOrderUrl) {
    private static final int MAX_URL = 2_000;

    public Target {
        if ((platformOrderId == null) == (platformOrderUrl == null)) {
            throw Refusal.invalid(List.of(
                    new FieldError("platformOrderId", "give either this or platformOrderUrl"),
                    new FieldError("platformOrderUrl", "give either this or platformOrderId")));
        }
        if (platformOrderUrl != null && platformOrderUrl.length() > MAX_URL) {
            throw Refusal.invalid("platformOrderUrl", "must have at most " + MAX_URL + " characters");
        }
        if (platformOrderId != null
                && (platformOrderId.isBlank() || platformOrderId.length() > PlatformOrderId.MAX_LENGTH)) {
            throw Refusal.invalid("platformOrderId", "must have 1–" + PlatformOrderId.MAX_LENGTH + " characters");
        }
    }

    /** @throws Refusal 422 when the URL names no order of this platform */
    PlatformOrderId on(Platform platform) {
        if (platformOrderId != null) {
            return new PlatformOrderId(platformOrderId.strip());
        }
        return platform.idFromUrl(String.valueOf(platformOrderUrl))
                .orElseThrow(() -> noSuchOrder("This address names no order of your shop."));
    }

    static Refusal noSuchOrder(String detail) {
        return Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "no-such-platform-order", detail);
    }
}
