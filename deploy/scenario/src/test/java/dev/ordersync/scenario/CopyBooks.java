package dev.ordersync.scenario;

import dev.ordersync.order.OrderContent;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.NewOrder;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a shop has, and what its merchant does to it by hand. It is the truth. */
abstract class CopyBooks {
    private final Clock clock;
    final Map<String, Copy> books = new LinkedHashMap<>();
    private int numbers = 1000;
    private Duration clockOffset = Duration.ZERO;

    CopyBooks(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** What this shop calls now, as its copies and its {@code Date} headers say it. */
    void clockIsOffBy(Duration offset) {
        this.clockOffset = offset;
    }

    Instant shopTime() {
        return clock.instant().plus(clockOffset);
    }

    // --- the merchant's hand ---

    void merchantEdits(String orderId) {
        copiesOf(orderId).forEach(copy -> change(copy.id(), CopyBooks::atAnotherAddress));
    }

    private static Copy atAnotherAddress(Copy old) {
        var was = old.content();
        return with(
                old,
                old.reference(),
                old.status(),
                new Copy.Content(
                        was.marketplaceId(),
                        was.firstName(),
                        was.lastName(),
                        was.email(),
                        was.phone(),
                        "99 New St",
                        "Oakland",
                        "94601",
                        was.country(),
                        was.currency(),
                        was.total(),
                        was.lines()));
    }

    /** Makes a copy one of the shop's test mode. */
    void isTestOrder(PlatformOrderId id) {
        change(
                id,
                old -> new Copy(
                        old.id(),
                        old.url(),
                        old.reference(),
                        old.createdAt(),
                        old.status(),
                        old.editedAt(),
                        true,
                        old.content()));
    }

    void merchantCancels(String orderId) {
        copiesOf(orderId)
                .forEach(copy ->
                        change(copy.id(), old -> with(old, old.reference(), Copy.Status.CANCELLED, old.content())));
    }

    void merchantFulfils(String orderId) {
        copiesOf(orderId)
                .forEach(copy ->
                        change(copy.id(), old -> with(old, old.reference(), Copy.Status.FULFILLED, old.content())));
    }

    void merchantDeletes(String orderId) {
        copiesOf(orderId).forEach(copy -> books.remove(copy.id().value()));
    }

    Copy merchantTypesIn(OrderContent content) {
        return put(content, null);
    }

    void completes(String orderId, OrderContent content) {
        copiesOf(orderId)
                .forEach(copy -> change(copy.id(), old -> with(old, old.reference(), old.status(), content(content))));
    }

    /** Somebody else's order, so that the list shows something newer than an attempt. */
    void sellsSomethingElse(OrderContent content) {
        put(content, "another-channel");
    }

    // --- the books ---

    List<Copy> copiesOf(String orderId) {
        return books.values().stream()
                .filter(copy -> orderId.equals(copy.content().marketplaceId()))
                .toList();
    }

    List<Copy> liveCopiesOf(String orderId) {
        return copiesOf(orderId).stream().filter(copy -> copy.status().isLive()).toList();
    }

    Copy save(NewOrder order) {
        return put(order.content(), order.key());
    }

    private Copy put(OrderContent content, @Nullable String reference) {
        var id = new PlatformOrderId(Integer.toString(numbers++));
        var copy = new Copy(
                id,
                "https://shop.example/orders/" + id,
                reference,
                shopTime(),
                Copy.Status.OPEN,
                null,
                false,
                content(content));
        books.put(id.value(), copy);
        return copy;
    }

    void change(PlatformOrderId id, UnaryOperator<Copy> change) {
        books.computeIfPresent(id.value(), (_, copy) -> change.apply(copy));
    }

    static Copy with(Copy old, @Nullable String reference, Copy.Status status, Copy.Content content) {
        return new Copy(old.id(), old.url(), reference, old.createdAt(), status, old.editedAt(), old.test(), content);
    }

    private static Copy.Content content(OrderContent order) {
        var customer = order.customer();
        var address = order.shippingAddress();
        return new Copy.Content(
                order.id(),
                customer.firstName(),
                customer.lastName(),
                customer.email(),
                customer.phone(),
                address.line1(),
                address.city(),
                address.postalCode(),
                address.country(),
                order.currency(),
                order.total(),
                order.lines().stream()
                        .map(line -> new Copy.Line(line.sku(), line.title(), line.quantity()))
                        .toList());
    }

    static Copy.Content withoutLines(Copy.Content whole) {
        return new Copy.Content(
                whole.marketplaceId(),
                whole.firstName(),
                whole.lastName(),
                whole.email(),
                whole.phone(),
                whole.addressLine1(),
                whole.city(),
                whole.postalCode(),
                whole.country(),
                whole.currency(),
                BigDecimal.ZERO,
                List.of());
    }
}
