package dev.ordersync.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes mails in the caller's transaction: what is told and the telling are one commit. */
public final class MailOutbox {
    /**
     * What is told, once for all recipients.
     *
     * @param subject of the thread: an answer within it keeps the first one's, as mail programs want it
     * @param orderIds the orders that the text names
     */
    public record Text(String subject, String body, List<Long> orderIds) {
        public Text {
            subject = oneLine(subject);
        }
    }

    private static final int MAX_LINE = 500;

    private final String domain;

    public MailOutbox(MailProperties properties) {
        this.domain = properties.from().substring(properties.from().lastIndexOf('@') + 1);
    }

    /**
     * One mail per recipient, due now. The message id is part of the row, so that a mail which is sent again after a crash
     * is the same one to every mail program; each recipient's first mail of the incident begins their thread.
     */
    public void append(JdbcClient jdbc, long incidentId, List<String> recipients, Text text, Instant now) {
        var messageIds = recipients.stream()
                .map(_ -> "<" + UUID.randomUUID() + "@" + domain + ">")
                .toArray(String[]::new);
        jdbc.sql("""
                        INSERT INTO mails (incident_id, message_id, in_reply_to, recipient, subject, body, order_ids, created_at,
                            due_at)
                        SELECT :incident, r.message_id, t.message_id, r.recipient, coalesce('Re: ' || t.subject, :subject), :body,
                            :orders, :now, :now
                          FROM unnest(:recipients, :messageIds) AS r(recipient, message_id)
                          LEFT JOIN LATERAL (
                               SELECT m.message_id, m.subject FROM mails m
                                WHERE m.incident_id = :incident AND m.recipient = r.recipient
                                ORDER BY m.id
                                LIMIT 1) t ON true
                        """)
                .param("incident", incidentId)
                .param("recipients", recipients.toArray(String[]::new))
                .param("messageIds", messageIds)
                .param("subject", text.subject())
                .param("body", text.body())
                .param("orders", text.orderIds().toArray(Long[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Text from outside as part of one line: no break that could begin a header or a false paragraph, and bounded. */
    public static String oneLine(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]+", " ").strip();
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
    }
}
