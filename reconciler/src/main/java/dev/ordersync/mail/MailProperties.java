package dev.ordersync.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the mails. The server itself is set by {@code spring.mail.*}.
 *
 * @param from the sender of every mail
 * @param defaultTo who is told about stores that name nobody; may be empty while every store has its own addresses
 */
@ConfigurationProperties("ordersync.mail")
public record MailProperties(
        @DefaultValue("order-sync@localhost") String from,
        @DefaultValue({}) List<String> defaultTo) {
    /** Mails of one change go to at most so many addresses. */
    public static final int MAX_RECIPIENTS = 20;

    public MailProperties {
        defaultTo = List.copyOf(defaultTo);
        require("ordersync.mail.from", from);
        defaultTo.forEach(address -> require("ordersync.mail.default-to", address));
        if (defaultTo.size() > MAX_RECIPIENTS) {
            throw new IllegalArgumentException(
                    "ordersync.mail.default-to has more than " + MAX_RECIPIENTS + " addresses");
        }
    }

    /** Who is told: the store's own addresses, else the default ones. May be empty. */
    public List<String> recipients(List<String> storeAddresses) {
        var chosen = storeAddresses.isEmpty() ? defaultTo : storeAddresses;
        return chosen.stream().distinct().limit(MAX_RECIPIENTS).toList();
    }

    /** Whether this is one plain address, without a line break or a second recipient. */
    public static boolean isAddress(String text) {
        try {
            var address = new InternetAddress(text, true);
            return text.equals(address.getAddress()) && text.contains("@");
        } catch (AddressException _) {
            return false;
        }
    }

    private static void require(String name, String address) {
        if (!isAddress(address)) {
            throw new IllegalArgumentException(name + " must be a mail address, was " + address);
        }
    }
}
