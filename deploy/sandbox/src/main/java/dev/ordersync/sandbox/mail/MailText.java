package dev.ordersync.sandbox.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds the part of a mail that a person would read. */
final class MailText {

    private static final int MAX_CHARACTERS = 100_000;
    /** Parts within parts, so that a mail made of nothing else can't exhaust the stack. */
    private static final int MAX_DEPTH = 10;

    private MailText() {}

    static String of(Part mail) throws MessagingException, IOException {
        String text = find(mail, "text/plain", MAX_DEPTH);
        if (text == null) {
            text = find(mail, "text/html", MAX_DEPTH);
        }
        if (text == null) {
            return "";
        }
        return text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
    }

    private static @Nullable String find(Part part, String type, int depth) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent() instanceof String text ? text : null;
        }
        if (depth > 0 && part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String text = find(parts.getBodyPart(i), type, depth - 1);
                if (text != null) {
                    return text;
                }
            }
        }
        return null;
    }
}
