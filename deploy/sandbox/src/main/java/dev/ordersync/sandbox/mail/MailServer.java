package dev.ordersync.sandbox.mail;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ordersync.sandbox.SandboxProperties;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes every mail that anyone hands in, and delivers none. */
@Component
class MailServer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MailServer.class);

    private final SandboxProperties properties;
    private final Inbox inbox;
    private final Clock clock;
    private @Nullable GreenMail running;

    MailServer(SandboxProperties properties, Inbox inbox, Clock clock) {
        this.properties = properties;
        this.inbox = inbox;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        if (properties.smtpPort() == 0 || running != null) {
            return;
        }
        var server =
                new GreenMail(new ServerSetup(properties.smtpPort(), properties.smtpHost(), ServerSetup.PROTOCOL_SMTP));
        server.start();
        server.getUserManager().setMessageDeliveryHandler(this::ownerOf);
        running = server;
        log.info("The inbox listens on {}:{}", properties.smtpHost(), properties.smtpPort());
    }

    private GreenMailUser ownerOf(MovingMessage message, MailAddress to) {
        String from = Optional.ofNullable(message.getReturnPath())
                .map(MailAddress::getEmail)
                .orElse("");
        return new InboxOwner(to.getEmail(), mail -> receive(from, to.getEmail(), mail));
    }

    private void receive(String from, String to, MimeMessage mail) {
        String subject = read("subject", mail::getSubject);
        String messageId = read("message id", mail::getMessageID);
        String inReplyTo = read("In-Reply-To", () -> mail.getHeader("In-Reply-To", null));
        String text = read("text", () -> MailText.of(mail));
        inbox.add(number -> new ReceivedMail(
                number, from, to, subject, messageId, inReplyTo, clock.instant(), String.valueOf(text)));
    }

    private interface Reading {
        @Nullable
        String read() throws MessagingException, IOException;
    }

    /** A mail with a broken part is shown all the same, with the breakage in that part's place. */
    private static @Nullable String read(String part, Reading reading) {
        try {
            return reading.read();
        } catch (MessagingException | IOException e) {
            log.warn("The {} of a mail could not be read", part, e);
            return "(unreadable " + part + ": " + e.getClass().getSimpleName() + ")";
        }
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.stop();
            running = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }
}
