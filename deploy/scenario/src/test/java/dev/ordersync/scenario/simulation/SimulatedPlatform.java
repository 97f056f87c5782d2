package dev.ordersync.scenario.simulation;

import dev.ordersync.order.Outcome;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.AsSent;
import dev.ordersync.platform.Capabilities;
import dev.ordersync.platform.Copy;
import dev.ordersync.platform.Found;
import dev.ordersync.platform.Listing;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.Platform;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.Verification;
import dev.ordersync.platform.Voided;
import dev.ordersync.platform.WriteGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How one process sees the shops: every call takes time, and anything may happen meanwhile. */
final class SimulatedPlatform implements Platform {
    private final Life life;
    private final String process;

    SimulatedPlatform(Life life, String process) {
        this.life = life;
        this.process = process;
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public List<String> requiredCredentials() {
        return List.of("bearerToken");
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(Capabilities.Recognition.NATIVE_KEY, true, false, true, null);
    }

    @Override
    public Outcome create(Shop shop, NewOrder given, WriteGuard writeGuard) {
        var books = life.shop(shop);
        var order = life.bugAt(Seam.KEY_CHANGES_ON_RETRY) ? life.oracle().withAnotherKey(given) : given;
        life.passes(life.upTo(Duration.ofSeconds(2)));
        if (life.happens(life.profile().oddAnswers() / 2)) {
            return new Outcome.NotSent("connection refused");
        }
        if (!writeGuard.mayWrite() && !life.bugAt(Seam.NO_MONOTONIC_CHECK)) {
            return new Outcome.NotSent("too little of the lease is left");
        }
        var sentAt = life.now();
        var post = ShopAnswer.to(order, books, shop.requestTimeout(), life);
        var sent = life.oracle().bytesLeave(process, order, post);
        life.passes(post.takes());
        var outcome = post.outcome(books.find(post.copyId().value()), order);
        if (life.bugAt(Seam.TIMEOUT_IS_NOT_SENT) && outcome instanceof Outcome.Unknown) {
            outcome = new Outcome.NotSent("no reply");
        }
        life.oracle().answered(sent, outcome);
        life.trace(
                process,
                "answer to the POST of " + order.content().id() + " after "
                        + Duration.between(sentAt, life.now()).toMillis() + " ms: " + outcome.code() + " "
                        + outcome.detail());
        return outcome;
    }

    @Override
    public Listing findByReference(Shop shop, String reference) {
        return read(shop, "asks for " + reference.substring(3, 9), reference, null, null);
    }

    @Override
    public Listing scan(Shop shop, Instant from, Instant to, Duration budget) {
        return read(shop, "scans", null, from, to);
    }

    private Listing read(
            Shop shop, String what, @Nullable String reference, @Nullable Instant from, @Nullable Instant to) {
        var books = life.shop(shop);
        var startedAt = life.now();
        life.passes(life.upTo(Duration.ofSeconds(3)));
        var shown = books.shown(life.now());
        var wanted = shown.stream()
                .map(ShopBooks.Entry::copy)
                .filter(copy -> reference == null || reference.equals(copy.reference()))
                .filter(copy -> from == null || !copy.createdAt().isBefore(from))
                .filter(copy -> to == null || !copy.createdAt().isAfter(to))
                .toList();
        var listing = answer(books, shown, wanted, reference != null);
        life.trace(
                process,
                what + ": "
                        + listing.copies().stream()
                                .map(copy -> copy.id() + " " + copy.status())
                                .toList() + (listing.complete() ? "" : " incomplete: " + listing.problem()));
        life.oracle().read(shop.storeKey(), reference, startedAt, listing);
        life.passes(life.upTo(Duration.ofSeconds(3)));
        return listing;
    }

    private Listing answer(ShopBooks books, List<ShopBooks.Entry> shown, List<Copy> wanted, boolean byReference) {
        var time = books.clock(life.now());
        Listing listing;
        if (books.locksOut()) {
            listing = new Listing(List.of(), false, "401", "unauthorized", time);
        } else if (life.happens(life.profile().readTrouble())) {
            listing = switch (life.random().nextInt(3)) {
                case 0 -> Listing.inconclusive("503");
                case 1 -> new Listing(wanted.stream().skip(1).toList(), false, "cut short", null, time);
                default -> new Listing(wanted, false, "rows outside of the filter", null, time);
            };
            if (byReference && life.bugAt(Seam.FIRST_ROW_UNCHECKED)) {
                var others = shown.stream().map(ShopBooks.Entry::copy).limit(1).map(copy -> seen(copy, true));
                listing = new Listing(others.toList(), true, null, null, time);
            }
        } else {
            listing = new Listing(wanted, true, null, null, time);
        }
        if (life.bugAt(Seam.FAILED_LOOKUP_IS_NONE)) {
            listing = new Listing(listing.copies(), true, null, null, time);
        }
        return new Listing(
                listing.copies().stream().map(copy -> seen(copy, false)).toList(),
                listing.complete(),
                listing.problem(),
                listing.hold(),
                listing.shopTime());
    }

    /** A copy as a process with the life's bug sees it. */
    private Copy seen(Copy copy, boolean unchecked) {
        var status = life.bugAt(Seam.CANCELLED_COUNTS_AS_OPEN) ? Copy.Status.OPEN : copy.status();
        var content = life.bugAt(Seam.HALF_COUNTS_AS_WHOLE)
                ? life.shops().stream()
                        .flatMap(shop ->
                                Stream.ofNullable(shop.find(copy.id().value()).orElse(null)))
                        .filter(entry -> entry.copy().id().equals(copy.id()))
                        .map(ShopBooks.Entry::whole)
                        .findFirst()
                        .orElse(copy.content())
                : copy.content();
        var reference = unchecked || (life.bugAt(Seam.LIKELY_COPY_IS_TAKEN_FOR_OURS) && copy.reference() == null)
                ? life.oracle().someReference()
                : copy.reference();
        return new Copy(
                copy.id(), copy.url(), reference, copy.createdAt(), status, copy.editedAt(), copy.test(), content);
    }

    @Override
    public Found get(Shop shop, PlatformOrderId id) {
        var books = life.shop(shop);
        life.passes(life.upTo(Duration.ofSeconds(3)));
        if (books.locksOut()) {
            return new Found.Unclear("401", "unauthorized");
        }
        if (life.happens(life.profile().readTrouble())) {
            return new Found.Unclear("503", null);
        }
        var found = books.find(id.value());
        life.passes(life.upTo(Duration.ofSeconds(3)));
        return found.<Found>map(entry -> new Found.Present(entry.copy())).orElseGet(Found.Absent::new);
    }

    @Override
    public Voided delete(Shop shop, PlatformOrderId id, WriteGuard writeGuard) {
        return voids(shop, id, writeGuard, Copy.Status.TRASHED);
    }

    @Override
    public Voided cancel(Shop shop, PlatformOrderId id, WriteGuard writeGuard) {
        return voids(shop, id, writeGuard, Copy.Status.CANCELLED);
    }

    /** It may be done and not said, or said and done. */
    private Voided voids(Shop shop, PlatformOrderId id, WriteGuard writeGuard, Copy.Status status) {
        var books = life.shop(shop);
        life.passes(life.upTo(Duration.ofSeconds(2)));
        if (!writeGuard.mayWrite()) {
            return new Voided.Unclear("too late to send it", null);
        }
        if (books.locksOut()) {
            return new Voided.Unclear("401", "unauthorized");
        }
        boolean unclear = life.happens(life.profile().oddAnswers());
        if (!unclear || life.random().nextBoolean()) {
            books.find(id.value()).ifPresent(entry -> books.change(entry.with(status), life.now()));
            life.trace(process, "voids " + id);
        }
        life.passes(life.upTo(Duration.ofSeconds(2)));
        return unclear ? new Voided.Unclear("no reply", null) : new Voided.Gone();
    }

    @Override
    public Verification verify(Shop shop) {
        var books = life.shop(shop);
        life.passes(life.upTo(Duration.ofSeconds(2)));
        boolean open = !books.locksOut();
        return new Verification(
                List.of(new Verification.Check("shop", open, open ? "answers" : "401")),
                open ? books.id() : null,
                open ? "Simulated" : null,
                open ? null : "unauthorized",
                books.clock(life.now()));
    }

    @Override
    public Optional<PlatformOrderId> idFromUrl(String url) {
        return Optional.of(new PlatformOrderId(url.substring(url.lastIndexOf('/') + 1)));
    }

    /** The fields in which a copy of ours is not as sent. */
    static List<String> differences(NewOrder order, Copy copy) {
        return AsSent.differences(order.content(), copy.content());
    }
}
