package dev.ordersync.mail;

import dev.ordersync.ledger.AuditNote;
import dev.ordersync.order.Actor;
import dev.ordersync.order.OrderId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The SQL that moves a mail. A mail is claimed until a time, and only who holds that very claim may mark it. */
public final class MailTable {
    /**
     * A claimed mail.
     *
     * @param kind of the incident that it tells about
     * @param orderIds the orders that it names
     * @param tries refusals so far
     */
    record Due(
            long id,
            long incidentId,
            String kind,
            String messageId,
            @Nullable String inReplyTo,
            String recipient,
            String subject,
            String body,
            List<Long> orderIds,
            int tries) {}

    private final JdbcClient jdbc;

    public MailTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Oldest first, so that a thread arrives in its order. */
    List<Due> claim(int limit, Instant claimedUntil, Instant now) {
        return jdbc.sql("""
                        WITH due AS (
                            SELECT id FROM mails
                             WHERE due_at <= :now AND (claimed_until IS NULL OR claimed_until <= :now)
                             ORDER BY due_at, id
                             LIMIT :limit
                               FOR UPDATE SKIP LOCKED
                        ), claimed AS (
                            UPDATE mails m SET claimed_until = :until FROM due WHERE m.id = due.id
                            RETURNING m.*
                        )
                        SELECT c.id, c.incident_id, i.kind, c.message_id, c.in_reply_to, c.recipient, c.subject, c.body,
                               c.order_ids, c.tries
                          FROM claimed c JOIN incidents i ON i.id = c.incident_id
                         ORDER BY c.id
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", claimedUntil.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, _) -> new Due(
                        row.getLong("id"),
                        row.getLong("incident_id"),
                        row.getString("kind"),
                        row.getString("message_id"),
                        row.getString("in_reply_to"),
                        row.getString("recipient"),
                        row.getString("subject"),
                        row.getString("body"),
                        List.of((Long[]) row.getArray("order_ids").getArray()),
                        row.getInt("tries")))
                .list();
    }

    /**
     * Writes the mail into the audit of each order that it names; its recipient stays with the incident. One statement an
     * order: together they could lock orders in another order than those who move them.
     */
    void note(Due mail, String action, Instant now) {
        for (long order : mail.orderIds()) {
            AuditNote.write(jdbc, new OrderId(order), action, mail.subject(), Actor.RECONCILER, now);
        }
    }

    /** @return {@code false}: the claim had run out, and another replica may have sent it too, as the same message */
    boolean markSent(long id, Instant claimedUntil, Instant now) {
        return change("result = 'sent', sent_at = :at, due_at = NULL", id, claimedUntil, now);
    }

    /** Tries again at {@code dueAt}. */
    void postpone(long id, Instant claimedUntil, Instant dueAt) {
        change("tries = tries + 1, due_at = :at", id, claimedUntil, dueAt);
    }

    /** As if it had not been claimed. */
    void release(long id, Instant claimedUntil) {
        change("due_at = due_at", id, claimedUntil, claimedUntil);
    }

    /** Gives up, with an incident; a mail about an undeliverable mail makes none, so that it ends somewhere. */
    void markFailed(long id, Instant claimedUntil, Instant now) {
        jdbc.sql("""
                        WITH failed AS (
                            UPDATE mails SET result = 'failed', tries = tries + 1, due_at = NULL, claimed_until = NULL
                             WHERE id = :id AND claimed_until = :until
                            RETURNING incident_id
                        )
                        INSERT INTO signals (store_id, kind, at)
                        SELECT i.store_id, 'mail-undeliverable', :now
                          FROM failed f JOIN incidents i ON i.id = f.incident_id
                         WHERE i.kind <> 'mail-undeliverable'
                        """)
                .param("id", id)
                .param("until", claimedUntil.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private boolean change(String sets, long id, Instant claimedUntil, Instant at) {
        return jdbc.sql("UPDATE mails SET claimed_until = NULL, " + sets + " WHERE id = :id AND claimed_until = :until")
                        .param("id", id)
                        .param("until", claimedUntil.atOffset(ZoneOffset.UTC))
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
