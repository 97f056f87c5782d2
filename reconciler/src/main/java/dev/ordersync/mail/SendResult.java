package dev.ordersync.mail;

import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/** What a failed sending means: whether it is about this mail, or about the way to the server. */
enum SendResult {
    /** The server said no to this mail for good. */
    REFUSED,
    /** The server said "not now" to this mail. */
    DEFERRED,
    /** Nothing is known about this mail: no connection, no sign-in, our own address refused. All mails wait. */
    SERVER_AWAY;

    /** How deep causes are followed. */
    private static final int MAX_DEPTH = 10;

    private static final int SERVICE_NOT_AVAILABLE = 421;

    static SendResult of(MailException failure) {
        if (failure instanceof MailSendException sending) {
            for (var cause : sending.getMessageExceptions()) {
                return of(cause);
            }
        }
        return of((Throwable) failure);
    }

    private static SendResult of(Throwable failure) {
        var result = SERVER_AWAY;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            switch (cause) {
                case SMTPSenderFailedException _ -> {
                    return SERVER_AWAY;
                }
                case SMTPAddressFailedException address -> {
                    return byCode(address.getReturnCode());
                }
                case SMTPSendFailedException send -> result = byCode(send.getReturnCode());
                case AddressException _ -> {
                    return REFUSED;
                }
                case SendFailedException _ -> {
                    // Says only that one of its causes is about an address.
                }
                default -> {
                    // A connection's or a socket's error.
                }
            }
            cause = cause.getCause();
        }
        return result;
    }

    private static SendResult byCode(int code) {
        if (code == SERVICE_NOT_AVAILABLE || code < 400) {
            return SERVER_AWAY;
        }
        return code >= 500 ? REFUSED : DEFERRED;
    }
}
