package dev.ordersync.platform.answer;

import dev.ordersync.platform.client.Exchange.Answer;
import java.util.Locale;

/** Answers that are not the shop's own, or not of the kind that was asked for. */
public final class Foreign {
    private Foreign() {}

    /** A page for people, by its type or its first character. */
    public static boolean isPage(Answer answer) {
        var type = answer.contentType() == null ? "" : answer.contentType().toLowerCase(Locale.ROOT);
        return type.startsWith("text/html")
                || type.startsWith("application/xhtml")
                || answer.body().stripLeading().startsWith("<");
    }

    /**
     * Whether someone should look at what stands at the shop's address. A page with 5xx, 408 or 429 is no surprise: a
     * gateway says in its own way that the shop is down or busy, and that has incidents of its own.
     */
    public static boolean isUnexpected(Answer answer) {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return true;
        }
        if (status >= 500 || status == 408 || status == 429) {
            return false;
        }
        return isPage(answer)
                || (status < 400 ? !Json.says(answer) : ShopError.of(answer).isEmpty());
    }

    public static String words(Answer answer) {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return "a redirect (" + status + ")";
        }
        if (isPage(answer)) {
            return status + " with a page instead of an answer";
        }
        if (answer.cutShort() != null) {
            return status + ", cut short: " + answer.cutShort();
        }
        return status < 400
                ? status + ", which is no answer to this question"
                : status + " from the shop or from something in between";
    }
}
