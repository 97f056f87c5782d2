package dev.ordersync.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.mail.MailParseException;

/** Writes a row of the mail table as a message: plain text, one recipient, in its thread. */
final class MessageWriter {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String from;

    MessageWriter(MailProperties properties) {
        this.from = properties.from();
    }

    /** @throws MailParseException when the recipient is no address */
    MimeMessage write(MimeMessage message, MailTable.Due mail) {
        try {
            message.setFrom(new InternetAddress(from, "Order Sync", UTF_8));
            message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(mail.recipient(), true));
            message.setSubject(MailOutbox.oneLine(mail.subject()), UTF_8);
            message.setText(mail.body(), UTF_8);
            message.setHeader("Message-ID", mail.messageId());
            if (mail.inReplyTo() != null) {
                message.setHeader("In-Reply-To", mail.inReplyTo());
                message.setHeader("References", mail.inReplyTo());
            }
            // No out-of-office answers to a machine.
            message.setHeader("Auto-Submitted", "auto-generated");
            return message;
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new MailParseException(e);
        }
    }
}
