package dev.ordersync.scenario.simulation;

import dev.ordersync.order.OrderContent;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A shop's books: the truth. It knows no idempotency keys. What it took is saved when its time has come, whatever became
 * of the process that sent it; its lists may lag behind.
 */
final class ShopBooks {
    /**
     * @param origin external id of our order whose POST made it; null for what the merchant or a stranger made
     * @param half whether it is still half written
     */
    record Entry(Copy copy, Instant savedAt, @Nullable String origin, boolean half, Copy.Content whole) {
        Entry with(Copy.Status status) {
            return new Entry(
                    changed(copy.reference(), status, copy.content(), copy.editedAt()), savedAt, origin, half, whole);
        }

        Entry edited(Copy.Content content, Instant at) {
            return new Entry(changed(copy.reference(), copy.status(), content, at), savedAt, origin, false, content);
        }

        Entry completed() {
            return new Entry(
                    changed(copy.reference(), copy.status(), whole, copy.editedAt()), savedAt, origin, false, whole);
        }

        private Copy changed(
                @Nullable String reference, Copy.Status status, Copy.Content content, @Nullable Instant editedAt) {
            return new Copy(copy.id(), copy.url(), reference, copy.createdAt(), status, editedAt, copy.test(), content);
        }
    }

    private record Effect(Instant at, Runnable change) {}

    private final String id;
    private final Duration skew;
    private final Consumer<Copy> changed;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<@Nullable String, Instant> goneAt = new HashMap<>();
    private final Set<String> forgotten = new HashSet<>();
    private final List<Effect> coming = new ArrayList<>();
    private int numbers = 1000;
    private Duration lag = Duration.ZERO;
    private boolean lockedOut;

    /** @param changed hears of each change */
    ShopBooks(String id, Duration skew, Consumer<Copy> changed) {
        this.id = id;
        this.skew = skew;
        this.changed = changed;
    }

    String id() {
        return id;
    }

    Instant clock(Instant now) {
        return now.plus(skew);
    }

    void lagsBy(Duration later) {
        this.lag = later;
    }

    Duration lag() {
        return lag;
    }

    void locksOut(boolean locked) {
        lockedOut = locked;
    }

    boolean locksOut() {
        return lockedOut;
    }

    /** Something the shop does on its own at that time, whatever happens to us. */
    void later(Instant at, Runnable change) {
        coming.add(new Effect(at, change));
    }

    /** Does what is due. */
    void proceed(Instant now) {
        var due = coming.stream()
                .filter(effect -> !effect.at().isAfter(now))
                .sorted(Comparator.comparing(Effect::at))
                .toList();
        coming.removeAll(due);
        due.forEach(effect -> effect.change().run());
    }

    boolean hasMoreComing() {
        return !coming.isEmpty();
    }

    /** A number for a copy that is on its way. */
    PlatformOrderId nextId() {
        return new PlatformOrderId(Integer.toString(numbers++));
    }

    void save(
            PlatformOrderId copyId,
            OrderContent order,
            @Nullable String reference,
            @Nullable String origin,
            boolean half,
            Instant now) {
        var whole = content(order);
        var copy = new Copy(
                copyId,
                "https://shop.example/orders/" + copyId,
                reference,
                clock(now),
                Copy.Status.OPEN,
                null,
                false,
                half ? half(whole) : whole);
        put(new Entry(copy, now, origin, half, whole));
    }

    private void put(Entry entry) {
        entries.put(entry.copy().id().value(), entry);
        changed.accept(entry.copy());
    }

    void complete(PlatformOrderId copyId) {
        find(copyId.value()).filter(Entry::half).ifPresent(entry -> put(entry.completed()));
    }

    void change(Entry entry, Instant now) {
        put(entry);
        if (!entry.copy().status().isLive()) {
            goneAt.putIfAbsent(entry.copy().id().value(), now);
        }
    }

    /** No question will show it again. */
    void forget(Entry entry, Instant now) {
        forgotten.add(entry.copy().id().value());
        change(entry.with(Copy.Status.TRASHED), now);
    }

    /** What a question by its id shows. */
    Optional<Entry> get(String copyId) {
        return find(copyId).filter(entry -> !forgotten.contains(copyId));
    }

    /** When the merchant cancelled it or threw it away. */
    @Nullable
    Instant goneAt(@Nullable String copyId) {
        return goneAt.get(copyId);
    }

    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    /** Whether or not it can still be seen. */
    Optional<Entry> find(String copyId) {
        return Optional.ofNullable(entries.get(copyId));
    }

    /** What a list shows now. */
    List<Entry> shown(Instant now) {
        return entries.values().stream()
                .filter(entry -> !forgotten.contains(entry.copy().id().value()))
                .filter(entry -> !entry.savedAt().plus(lag).isAfter(now))
                .toList();
    }

    List<Entry> of(String origin) {
        return entries.values().stream()
                .filter(entry -> origin.equals(entry.origin()))
                .toList();
    }

    static Copy.Content content(OrderContent order) {
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

    /** As real shops show an order whose lines are still to come. */
    private static Copy.Content half(Copy.Content whole) {
        return withLines(whole, BigDecimal.ZERO, List.of());
    }

    static Copy.Content withLines(Copy.Content old, BigDecimal total, List<Copy.Line> lines) {
        return new Copy.Content(
                old.marketplaceId(),
                old.firstName(),
                old.lastName(),
                old.email(),
                old.phone(),
                old.addressLine1(),
                old.city(),
                old.postalCode(),
                old.country(),
                old.currency(),
                total,
                lines);
    }
}
