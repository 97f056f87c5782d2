package dev.ordersync.reconciler.console;

import dev.ordersync.order.OrderStatus;
import dev.ordersync.reconciler.orders.AuditTrail;
import dev.ordersync.reconciler.orders.OrderSheet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The merchant's words for what happened. */
final class Phrases {
    private Phrases() {}

    static String outcome(String outcome) {
        return switch (outcome) {
            case "accepted" -> "Your shop took it";
            case "accepted_no_id" -> "Your shop took it, but did not say under which number";
            case "not_sent" -> "Could not be sent: nothing reached your shop";
            case "rejected" -> "Your shop refused it";
            case "throttled" -> "Your shop asked us to slow down";
            case "held" -> "Your shop did not let us in";
            default -> "No certain answer";
        };
    }

    /** What it means, after what was seen. */
    static @Nullable String meaning(String outcome, @Nullable String detail) {
        var seen = sentence(detail);
        return outcome.equals("unknown") ? join(seen, "The shop may or may not have it.") : seen;
    }

    static String glyph(String outcome) {
        return switch (outcome) {
            case "accepted" -> OrderStatus.SYNCED.code();
            case "not_sent", "throttled" -> OrderStatus.QUEUED.code();
            case "rejected" -> OrderStatus.REJECTED.code();
            case "held" -> "hold";
            default -> OrderStatus.IN_DOUBT.code();
        };
    }

    /** "Not there" needs a complete and fresh look; anything less is "can't tell". */
    static String look(OrderSheet.Lookup lookup) {
        if (lookup.foundBy().equals("person")) {
            return "Known from before: the copy that was linked";
        }
        var where = switch (lookup.foundBy()) {
            case "webhook" -> "Your shop told us of an order: ";
            case "late-answer" -> "A late answer of your shop: ";
            case "watch" -> "Looked for a second copy: ";
            default -> "Looked in your shop: ";
        };
        return where
                + switch (lookup.result()) {
                    case "exact" -> "found it";
                    case "candidates" ->
                        "found " + Amounts.of(lookup.candidates().size(), "order") + " that may be this one";
                    case "none" ->
                        lookup.fresh() && lookup.complete() ? "not there" : "not seen yet, which proves nothing";
                    default -> "can’t tell";
                };
    }

    /** A step of the story; null for what attempts and looks tell already. */
    static @Nullable String decision(AuditTrail.Entry entry) {
        if (isPerson(entry.actor())) {
            return byPerson(entry);
        }
        return switch (entry.action()) {
            case "link" -> "Found in your shop and linked";
            case "flag" -> "Left to you: found, but not surely the same";
            case "retry" -> "Not in your shop: to be sent again with the same key";
            case "fail" -> "Not in your shop, and not sent again by itself";
            case "cancel" -> "Cancelled, as you wished";
            case "overdue" -> "Past the time for a decision";
            case "give-up" -> "Given up: it could not be sent for too long";
            case "proof-stale" -> "Not sent yet: we look once more first";
            case "twin-found" -> "A second copy turned up";
            default -> null;
        };
    }

    private static @Nullable String byPerson(AuditTrail.Entry entry) {
        var name = entry.actor().name();
        return switch (entry.action()) {
            case "retry" -> name + " pressed Retry";
            case "retry-forced" -> name + " had it sent again, against what we know";
            case "link" -> name + " linked it";
            case "link-forced" -> name + " linked it, although something differs";
            case "unlink" -> name + " took the link back";
            case "dismiss", "dismiss-forced" -> name + " said that a copy is not this order";
            case "correct" -> name + " corrected it";
            case "cancel" -> name + " cancelled it";
            case "cancel-requested" -> name + " asked to cancel it";
            default ->
                entry.action().endsWith("-refused")
                        ? name + " was refused: " + entry.action().replace("-refused", "")
                        : null;
        };
    }

    static boolean isPerson(AuditTrail.Who who) {
        return who.kind().equals("user") || who.kind().equals("token");
    }

    static String glyphOf(AuditTrail.Entry entry) {
        return switch (entry.action()) {
            case "overdue" -> "overdue";
            case "twin-found" -> "twin";
            default -> entry.to();
        };
    }

    static String who(AuditTrail.Who who) {
        return isPerson(who) ? who.name() : capital(who.name());
    }

    /** "look, queued → posting" in the words of the audit: internal names are at home there. */
    static String what(AuditTrail.Entry entry) {
        var action = capital(entry.action().replace('-', ' '));
        return entry.from() == null || entry.from().equals(entry.to())
                ? action
                : action + ": " + entry.from() + " → " + entry.to();
    }

    /** The audit says how much a look proves before the colon, and why after it. */
    static @Nullable String afterColon(@Nullable String said) {
        if (said == null) {
            return null;
        }
        int colon = said.indexOf(": ");
        return sentence(colon < 0 ? said : said.substring(colon + 2));
    }

    static @Nullable String sentence(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var begun = capital(text.strip());
        return begun.endsWith(".") ? begun : begun + ".";
    }

    static String join(@Nullable String first, String second) {
        return first == null || first.isEmpty() ? second : second.isEmpty() ? first : first + " " + second;
    }

    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
