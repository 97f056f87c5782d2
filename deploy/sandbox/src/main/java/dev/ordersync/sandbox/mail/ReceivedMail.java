package dev.ordersync.sandbox.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One mail to one recipient; a mail to two people is two of these.
 *
 * @param number rises with every mail since the start
 * @param from the envelope's sender, empty on a bounce
 * @param to the envelope's recipient
 * @param at when it arrived here
 * @param text the plain part, or the HTML source of a mail without one; cut off when long
 */
public record ReceivedMail(
        long number,
        String from,
        String to,
        @Nullable String subject,
        @Nullable String messageId,
        @Nullable String inReplyTo,
        Instant at,
        String text) {}
