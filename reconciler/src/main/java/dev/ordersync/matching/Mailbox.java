package dev.ordersync.matching;

import java.util.Locale;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address by the mailbox behind it.
 *
 * @param shown as it was written, but for case
 * @param local the mailbox's name without a tag, and without dots where they don't count
 * @param key the mailbox itself, however it is written
 * @param relay a marketplace's address that hides the buyer's own
 */
record Mailbox(String shown, String local, String domain, String key, boolean relay) {
    /** Providers that ignore dots. */
    private static final Set<String> DOTLESS = Set.of("gmail.com", "googlemail.com");

    private static final LevenshteinDistance ONE_LETTER = new LevenshteinDistance(1);

    /** A name this short differs from many others by one letter. */
    private static final int SHORTEST_TYPO = 6;

    private static final int MAX_LENGTH = 254;

    static @Nullable Mailbox of(@Nullable String email, Set<String> relays) {
        var text = email == null ? "" : email.strip().toLowerCase(Locale.ROOT);
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1 || text.length() > MAX_LENGTH) {
            return null;
        }
        var domain = text.substring(at + 1);
        var local = text.substring(0, at);
        int tag = local.indexOf('+');
        var untagged = tag > 0 ? local.substring(0, tag) : local;
        if (DOTLESS.contains(domain)) {
            untagged = untagged.replace(".", "");
            domain = "gmail.com";
        }
        return new Mailbox(text, untagged, domain, untagged + "@" + domain, isRelay(domain, relays));
    }

    private static boolean isRelay(String domain, Set<String> relays) {
        if (relays.contains(domain)) {
            return true;
        }
        for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
            if (relays.contains(domain.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Null where a relay hides an address: that says nothing, for or against. */
    @Nullable
    Level against(Mailbox other) {
        if (relay || other.relay) {
            return shown.equals(other.shown) ? Level.EMAIL_RELAY : null;
        }
        if (shown.equals(other.shown)) {
            return Level.EMAIL_SAME;
        }
        if (key.equals(other.key)) {
            return Level.EMAIL_MAILBOX;
        }
        return isTypo(other) ? Level.EMAIL_TYPO : Level.EMAIL_OTHER;
    }

    private boolean isTypo(Mailbox other) {
        boolean sameDomain = domain.equals(other.domain);
        boolean sameLocal = local.equals(other.local);
        return local.length() >= SHORTEST_TYPO
                && ((sameDomain && ONE_LETTER.apply(local, other.local) >= 0)
                        || (sameLocal && ONE_LETTER.apply(domain, other.domain) >= 0));
    }

    @Override
    public String toString() {
        return shown;
    }
}
