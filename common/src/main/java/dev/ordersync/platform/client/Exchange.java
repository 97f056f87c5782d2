package dev.ordersync.platform.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one call taught us about the wire; what it means for the order is for the platform's adapter to say. */
public sealed interface Exchange {
    /** The call failed before its first byte could leave, so making it again cannot duplicate. */
    record NotSent(String detail) implements Exchange {}

    /** Bytes may have left and no head of an answer came back. */
    record NoAnswer(String detail) implements Exchange {}

    /**
     * A final status came back, with what could be read of the body.
     *
     * @param date the answering side's clock
     * @param retryAfter the header as sent
     * @param cutShort why the body is not whole; null when all of it was read
     * @param kept the header that the request wanted kept; it may be a secret
     */
    record Answer(
            int status,
            @Nullable String contentType,
            @Nullable Instant date,
            @Nullable String retryAfter,
            String body,
            @Nullable String cutShort,
            @Nullable String kept)
            implements Exchange {
        Answer(
                int status,
                @Nullable String contentType,
                @Nullable Instant date,
                @Nullable String retryAfter,
                String body,
                @Nullable String cutShort) {
            this(status, contentType, date, retryAfter, body, cutShort, null);
        }

        /** Names no content: a body may hold personal data. */
        @Override
        public String toString() {
            return "Answer[" + status + ", " + contentType + ", " + body.length() + " characters"
                    + (cutShort == null ? "]" : ", " + cutShort + "]");
        }
    }
}
