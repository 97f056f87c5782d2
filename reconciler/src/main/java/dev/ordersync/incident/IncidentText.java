package dev.ordersync.incident;

import dev.ordersync.config.OrderSyncProperties;
import dev.ordersync.mail.MailOutbox;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.store.Store;
import dev.ordersync.wording.ShownStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The mails about incidents: what is known, what happens next, what is safe, and where to look. Plain text; they name
 * orders by their number only, and nothing that comes from outside can break a line.
 */
final class IncidentText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /**
     * What the closing mail says.
     *
     * @param standing how many of its orders stand where
     * @param orders that no mail told of yet, some of them named
     * @param settledAlone timeouts of the store that nobody was told of
     */
    record Last(
            Instant quietSince,
            Map<OrderStatus, Integer> standing,
            List<OrderLine> named,
            int orders,
            int settledAlone) {}

    private final OrderSyncProperties properties;

    IncidentText(OrderSyncProperties properties) {
        this.properties = properties;
    }

    /** @param waiting the store's orders under way, where the store itself is the trouble; else 0 */
    MailOutbox.Text opened(Store store, Incident incident, List<OrderLine> named, int orders, int waiting) {
        var words = Words.of(incident.kind(), store, orders);
        var body = new ArrayList<String>();
        body.add(words.fact());
        body.add("");
        body.add("What happens next: " + words.next());
        if (waiting > 0) {
            body.add(Words.orders(waiting) + (waiting == 1 ? " is" : " are") + " under way now.");
        }
        body.add("What is safe: " + words.safe());
        addOrders(body, "Orders:", named, orders, store);
        return text(store, words, body, named);
    }

    /** Orders that mail at once: they failed again after somebody's Retry, or every timeout is wanted. */
    MailOutbox.Text atOnce(Store store, Incident incident, List<OrderLine> named, boolean afterRetry) {
        var words = Words.of(incident.kind(), store, named.size());
        var body = new ArrayList<String>();
        body.add(
                afterRetry
                        ? Words.orders(named.size()) + " did not get through after Retry was pressed."
                        : words.fact());
        body.add("");
        body.add("What happens next: " + words.next());
        body.add("What is safe: " + words.safe());
        addOrders(body, "Orders:", named, named.size(), store);
        return text(store, words, body, named);
    }

    MailOutbox.Text digest(Store store, Incident incident, List<OrderLine> named, int orders, int settledAlone) {
        var words = Words.of(incident.kind(), store, orders);
        var body = new ArrayList<String>();
        body.add("Since the last mail: " + Words.orders(orders) + " more, or once more. It goes on since "
                + TIME.format(incident.openedAt()) + ".");
        addSettledAlone(body, settledAlone);
        body.add("");
        body.add("What happens next: " + words.next());
        body.add("What is safe: " + words.safe());
        addOrders(body, "Orders since the last mail:", named, orders, store);
        return text(store, words, body, named);
    }

    MailOutbox.Text closed(Store store, Incident incident, Last last) {
        var words = Words.of(incident.kind(), store, incident.count());
        var body = new ArrayList<String>();
        body.add(words.over() + ". It lasted from " + TIME.format(incident.openedAt()) + " to "
                + TIME.format(last.quietSince()) + ".");
        if (!last.standing().isEmpty()) {
            body.add(last.standing().entrySet().stream()
                    .map(entry -> ShownStatus.of(entry.getKey(), false, false).shortText() + " " + entry.getValue())
                    .collect(Collectors.joining(", ", "Its orders now: ", ".")));
        }
        addSettledAlone(body, last.settledAlone());
        addOrders(body, "Orders since the last mail:", last.named(), last.orders(), store);
        return text(store, words, body, last.named());
    }

    private static void addSettledAlone(List<String> body, int settledAlone) {
        if (settledAlone > 0) {
            body.add("Besides, " + Words.orders(settledAlone) + " got no answer in time at first and settled by "
                    + (settledAlone == 1 ? "itself." : "themselves."));
        }
    }

    private void addOrders(List<String> body, String heading, List<OrderLine> named, int orders, Store store) {
        if (named.isEmpty()) {
            return;
        }
        body.add("");
        body.add(heading);
        for (var line : named) {
            var decideBy = line.decideBy();
            body.add("- " + MailOutbox.oneLine(line.extId()) + ": "
                    + line.shown().shortText()
                    + (decideBy == null ? "" : ", to be decided by " + TIME.format(decideBy)));
            body.add("  " + MailOutbox.oneLine(properties.orderUrl(line.extId(), line.source())));
            var url = line.url();
            if (url != null && isWebAddress(url)) {
                body.add("  On the marketplace: " + MailOutbox.oneLine(url));
            }
        }
        if (orders > named.size()) {
            body.add("and " + Words.orders(orders - named.size()) + " more: " + properties.publicUrl()
                    + "/orders?store=" + store.key());
        }
    }

    private static boolean isWebAddress(String url) {
        return url.startsWith("https://") || url.startsWith("http://");
    }

    private MailOutbox.Text text(Store store, Words words, List<String> body, List<OrderLine> named) {
        body.add("");
        body.add("All orders of this store: " + properties.publicUrl() + "/orders?store=" + store.key());
        var lines = body.stream().map(line -> line.replaceAll("[\\r\\n]+", " ")).toList();
        return new MailOutbox.Text(
                store.key() + ": " + words.subject(),
                String.join("\n", lines) + "\n",
                named.stream().map(OrderLine::id).toList());
    }
}
