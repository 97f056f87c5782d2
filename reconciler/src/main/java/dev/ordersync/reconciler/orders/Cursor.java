package dev.ordersync.reconciler.orders;

import dev.ordersync.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * Where the next page of a list begins: after the order received then, with that number. Opaque to callers. Orders that
 * arrive meanwhile never move what was read.
 */
record Cursor(Instant receivedAt, long id) {
    static final Cursor START = new Cursor(Instant.parse("9999-12-31T00:00:00Z"), Long.MAX_VALUE);

    private static final int MAX_LENGTH = 100;

    String text() {
        var plain = ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt) + ":" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws Refusal 422 for what is no cursor of ours */
    static Cursor of(String text) {
        try {
            if (text.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("too long");
            }
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(":", 2);
            return new Cursor(
                    Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS),
                    Long.parseLong(parts[parts.length - 1]));
        } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException _) {
            throw Refusal.invalid("cursor", "must be a nextCursor of an earlier answer");
        }
    }
}
