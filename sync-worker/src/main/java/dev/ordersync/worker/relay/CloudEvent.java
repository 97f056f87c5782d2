package dev.ordersync.worker.relay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an event's headers say. The same event always says the same, so that a repeat can be recognised. */
final class CloudEvent {
    private static final int TRACE_ID_BYTES = 16;
    private static final int SPAN_ID_BYTES = 8;

    private CloudEvent() {}

    /** The time is part of it since a restored database numbers its rows again. */
    static String id(Event event) {
        return event.id() + "-" + event.at().toEpochMilli();
    }

    static String source(Event event) {
        return "/ordersync/stores/" + event.key();
    }

    /** That of the request behind the event; else one trace for all events of an order. */
    static String traceparent(Event event) {
        var given = event.traceparent();
        return given != null
                ? given
                : "00-" + digest("order " + event.orderId(), TRACE_ID_BYTES) + "-"
                        + digest("event " + event.id(), SPAN_ID_BYTES) + "-00";
    }

    private static String digest(String text, int bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
