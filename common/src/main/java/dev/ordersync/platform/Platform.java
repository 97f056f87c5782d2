package dev.ordersync.platform;

import dev.ordersync.order.Outcome;
import dev.ordersync.order.PlatformOrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The port to one kind of shop. No method throws for what the shop or the network did. */
public interface Platform {
    /** The name in a store's settings, such as {@code http} or {@code woocommerce}. */
    String name();

    /** The credentials that a store of this platform must have. */
    List<String> requiredCredentials();

    /** What is wrong with a credential before any shop is asked; empty: nothing that can be seen. */
    default Optional<String> credentialProblem(String credential, String value) {
        return Optional.empty();
    }

    /** What every shop of this platform can do at least; {@link #verify} finds out what one can do. */
    Capabilities capabilities();

    /**
     * Posts the order once and says what that taught us. Blocks for at most the shop's request timeout.
     *
     * @param writeGuard asked right before the first byte of each call; {@code false}: nothing is written, not sent
     */
    Outcome create(Shop shop, NewOrder order, WriteGuard writeGuard);

    /** All copies that carry the reference, whatever their status. Every row is checked here. */
    Listing findByReference(Shop shop, String reference);

    /**
     * All copies made between the two instants of the shop's clock, both included, whatever their status.
     *
     * @param budget how long the reading of all pages may take; used up: incomplete
     */
    Listing scan(Shop shop, Instant from, Instant to, Duration budget);

    /** One copy by its id. */
    Found get(Shop shop, PlatformOrderId id);

    /**
     * Deletes one copy, once. Nothing is proven by the answer: read the copy afterwards.
     *
     * @param writeGuard asked right before the first byte; {@code false}: nothing is written
     */
    Voided delete(Shop shop, PlatformOrderId id, WriteGuard writeGuard);

    /** Cancels one copy, once, with its stock given back; otherwise as {@link #delete}. */
    Voided cancel(Shop shop, PlatformOrderId id, WriteGuard writeGuard);

    /** Harmless reads that show whether the credentials work and which shop answers. */
    Verification verify(Shop shop);

    /** Which shop answers now, by as few reads as the platform can do with; asked before each look. */
    default Verification identify(Shop shop) {
        return verify(shop);
    }

    /** The platform order id that a URL of the shop's admin or shop front names, if it names one. */
    Optional<PlatformOrderId> idFromUrl(String url);
}
