package dev.ordersync.sandbox.webhook;

import java.time.Instant;

/**
 * One try to deliver a message.
 *
 * @param result the HTTP status, or what kept it from being one
 */
public record Delivery(Instant at, String messageId, String copyId, int number, String result) {}
