package dev.ordersync.incident;

import dev.ordersync.store.Store;
import java.time.Duration;

/**
 * What people are told about a kind of incident.
 *
 * @param subject of its thread, without the store
 * @param fact what is known
 * @param next what happens next by itself
 * @param safe what is safe to do, and what is not
 * @param over the first words of the closing mail
 */
record Words(String subject, String fact, String next, String safe, String over) {
    private static final String NOT_BY_HAND =
            "Please don't enter these orders by hand: they may be in your shop already.";

    static Words of(IncidentKind kind, Store store, int orders) {
        return switch (kind) {
            case TIMEOUT -> timeout(store, orders);
            case REPEATED_FAILURE -> repeatedFailure(orders);
            case BROKEN_SYNC -> brokenSync(orders);
            case REJECTED -> rejected(orders);
            case TWIN -> twin(orders);
            case OVERDUE -> overdue(store, orders);
            case STORE_DOWN -> storeDown(store);
            case UNEXPECTED_ANSWER -> unexpectedAnswer();
            case CREDENTIALS -> credentials(store);
            case WRONG_SHOP -> wrongShop();
            case MAIL_UNDELIVERABLE -> mailUndeliverable();
        };
    }

    /** "1 order", "12 orders". */
    static String orders(int count) {
        return count == 1 ? "1 order" : "%,d orders".formatted(count);
    }

    static String lasting(Duration duration) {
        if (duration.toSeconds() < 120) {
            return duration.toSeconds() + " s";
        }
        return duration.toMinutes() < 120 ? duration.toMinutes() + " minutes" : duration.toHours() + " hours";
    }

    private static Words timeout(Store store, int orders) {
        return new Words(
                "no answer for " + orders(orders),
                "Your shop did not answer in time, so it is not sure whether " + orders(orders) + " arrived.",
                "We look into your shop until it is certain, at most "
                        + lasting(store.policy().retryWithin())
                        + " while it answers. What is found is linked; what is not there is sent again.",
                "You need to do nothing now. " + NOT_BY_HAND,
                "Settled");
    }

    private static Words repeatedFailure(int orders) {
        return new Words(
                orders(orders) + (orders == 1 ? " does" : " do") + " not get through",
                "Several attempts to send " + (orders == 1 ? "an order" : "orders") + " to your shop did not succeed.",
                "While an order says Waiting or Not sure it arrived, we go on by ourselves. One that says Not delivered is not"
                        + " sent again until somebody presses Retry on its page.",
                "Retry is safe: it is refused while your shop may have the order. If you enter an order by hand, cancel it on"
                        + " its page first.",
                "Settled");
    }

    private static Words brokenSync(int orders) {
        return new Words(
                orders(orders) + " found in your shop, but not linked",
                "Your shop has, or says that it took, " + orders(orders) + " that could not be linked by "
                        + (orders == 1 ? "itself." : "themselves."),
                "Nothing is sent again until somebody decides.",
                "It is safe to open the order's page, compare, and link. Sending it again first deletes or cancels the copy in"
                        + " your shop: not wanted if it has been worked on. Please don't enter it by hand.",
                "Settled");
    }

    private static Words rejected(int orders) {
        return new Words(
                orders(orders) + " refused by your shop",
                "Your shop refused " + orders(orders) + ". What it said is on the order's page.",
                "Nothing is sent again until somebody corrects the order or presses Retry.",
                "It is safe to correct, retry or cancel. If you enter it by hand, cancel it on its page first.",
                "Settled");
    }

    private static Words twin(int orders) {
        return new Words(
                orders(orders) + " arrived twice",
                "Your shop has two copies of " + orders(orders) + ".",
                "Both stay as they are until somebody decides.",
                "Void one of them on the order's page before both ship. Look at both first: one may have been worked on.",
                "Settled");
    }

    private static Words overdue(Store store, int orders) {
        return new Words(
                orders(orders) + " not decided in time",
                orders(orders) + " waited longer than " + lasting(store.policy().retryWithin())
                        + ": your shop gave no certain answer, or the order could not be sent.",
                "We go on looking. Once your shop answers, each is decided by itself; until then nothing is sent that may be"
                        + " there already.",
                "Check that your shop can be reached and lets us read its orders. " + NOT_BY_HAND,
                "Settled");
    }

    private static Words storeDown(Store store) {
        return new Words(
                "your shop does not answer",
                "Your shop does not answer: several attempts in a row had no certain end.",
                "Orders wait, and none is lost. We ask every "
                        + lasting(store.policy().probeEvery())
                        + "; once your shop answers, one order goes out as a trial, then the others.",
                "Check your shop. " + NOT_BY_HAND,
                "Your shop answers again");
    }

    private static Words unexpectedAnswer() {
        return new Words(
                "your shop answers with something else",
                "Your shop answered with a redirect or a web page instead of an answer about the order.",
                "We look into your shop whether the order arrived, and decide by that.",
                "Check the store's address, and whether a maintenance page, a firewall or a sign-in page stands before the shop. "
                        + NOT_BY_HAND,
                "Settled");
    }

    private static Words credentials(Store store) {
        return new Words(
                "your shop does not let us in",
                "Your shop does not let us in"
                        + (store.stateReason() == null ? "." : " (" + store.stateReason() + ")."),
                "Orders wait, and none is lost. We try once a minute; when it lets us in they go on by themselves.",
                "Check our key and its permissions in your shop, and enter a new key on the store's page.",
                "Your shop lets us in again");
    }

    private static Words wrongShop() {
        return new Words(
                "another shop answers",
                "At this store's address another shop answers than before.",
                "Nothing is sent to it. Orders wait, and none is lost.",
                "If the move is wanted, an admin accepts the new shop on the store's page. If not, correct the store's address or"
                        + " key.",
                "The right shop answers again");
    }

    private static Words mailUndeliverable() {
        return new Words(
                "a mail could not be delivered",
                "A mail about this store could not be delivered to one of its addresses.",
                "That mail is not sent again. Orders are not affected.",
                "Correct the store's alert addresses on its page. What the mail told is on the page of its incident.",
                "Mails are delivered again");
    }
}
