package dev.ordersync.mail;

import dev.ordersync.runtime.Step;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;

/**
 * Sends due mails, outside of any transaction: claim, send, mark. A crash after SMTP took a mail sends it once more under
 * the same message id. While the server is away all mails wait, none loses a try, and one at a time asks whether it is
 * back; a mail that the server refuses for good becomes an incident.
 */
public final class MailStep implements Step {
    static final int BATCH = 20;
    /** Longer than all mails of a batch may take; after it another replica may take the mail. */
    static final Duration CLAIM = Duration.ofMinutes(5);
    /** What one sending may take at most, by the time-outs of the mail server's settings. */
    private static final Duration ONE_SENDING = Duration.ofMinutes(1);

    static final Duration FIRST_DELAY = Duration.ofMinutes(1);
    static final Duration LONGEST_DELAY = Duration.ofHours(1);
    static final int MAX_TRIES = 10;
    private static final Duration FIRST_ASK = Duration.ofSeconds(1);
    private static final Duration LONGEST_ASK = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(MailStep.class);

    private final MailTable mails;
    private final MessageWriter writer;
    private final JavaMailSender sender;
    private final MeterRegistry registry;
    private final Clock clock;
    private volatile @Nullable Instant awaySince;
    private Instant askAt = Instant.MIN;
    private Duration ask = FIRST_ASK;

    public MailStep(
            MailTable mails, MailProperties properties, JavaMailSender sender, MeterRegistry registry, Clock clock) {
        this.mails = mails;
        this.writer = new MessageWriter(properties);
        this.sender = sender;
        this.registry = registry;
        this.clock = clock;
        registry.gauge("ordersync.mail.server.up", this, step -> step.awaySince == null ? 1 : 0);
    }

    /** Since when the mail server has not been reached; null: it was, or nothing had to be sent. */
    public @Nullable Instant awaySince() {
        return awaySince;
    }

    @Override
    public boolean runOnce() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (now.isBefore(askAt)) {
            return false;
        }
        var claimedUntil = now.plus(CLAIM);
        var claimed = mails.claim(awaySince == null ? BATCH : 1, claimedUntil, now);
        for (var mail : claimed) {
            boolean tooLate = clock.instant().plus(ONE_SENDING).isAfter(claimedUntil);
            if (tooLate || (awaySince != null && claimed.size() > 1) || !send(mail, claimedUntil)) {
                mails.release(mail.id(), claimedUntil);
            }
        }
        return !claimed.isEmpty() && awaySince == null;
    }

    /** @return {@code false} while the server is away: the mail waits as if it had not been claimed */
    private boolean send(MailTable.Due mail, Instant claimedUntil) {
        try {
            sender.send(writer.write(sender.createMimeMessage(), mail));
        } catch (MailException failure) {
            return failed(mail, failure, claimedUntil);
        }
        serverAnswers();
        mails.note(mail, "mail-sent", clock.instant());
        if (mails.markSent(mail.id(), claimedUntil, clock.instant())) {
            LOG.info("Mail {} about incident {} ({}) is sent", mail.id(), mail.incidentId(), mail.kind());
        }
        count(mail, "sent");
        return true;
    }

    private boolean failed(MailTable.Due mail, MailException failure, Instant claimedUntil) {
        var result = SendResult.of(failure);
        if (result == SendResult.SERVER_AWAY) {
            serverAway(failure);
            return false;
        }
        serverAnswers();
        boolean last = result == SendResult.REFUSED || mail.tries() + 1 >= MAX_TRIES;
        // The failure's own text may show the recipient, so only its kind is logged.
        LOG.warn(
                "Mail {} about incident {} ({}): {}, try {}",
                mail.id(),
                mail.incidentId(),
                mail.kind(),
                result,
                mail.tries() + 1);
        if (last) {
            mails.note(mail, "mail-failed", clock.instant());
            mails.markFailed(mail.id(), claimedUntil, clock.instant());
        } else {
            mails.postpone(mail.id(), claimedUntil, clock.instant().plus(delay(mail.tries())));
        }
        count(mail, last ? "failed" : "deferred");
        return true;
    }

    private void serverAnswers() {
        if (awaySince != null) {
            LOG.info("The mail server is back; it was away since {}", awaySince);
        }
        awaySince = null;
        ask = FIRST_ASK;
        askAt = Instant.MIN;
    }

    private void serverAway(MailException failure) {
        var now = clock.instant();
        if (awaySince == null) {
            LOG.warn(
                    "The mail server cannot be reached: mails wait. {}",
                    failure.getClass().getSimpleName(),
                    failure);
            awaySince = now;
        }
        askAt = now.plus(ask);
        ask = ask.multipliedBy(2).compareTo(LONGEST_ASK) < 0 ? ask.multipliedBy(2) : LONGEST_ASK;
    }

    static Duration delay(int tries) {
        var delay = FIRST_DELAY.multipliedBy(1L << Math.min(tries, 10));
        return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    }

    private void count(MailTable.Due mail, String result) {
        registry.counter("ordersync.alerts", "kind", mail.kind(), "result", result)
                .increment();
    }
}
