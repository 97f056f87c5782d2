package dev.ordersync.scenario.simulation;

import dev.ordersync.order.OrderJson;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How one process sees the shops: every call takes time, and anything may happen meanwhile. */
final class SimulatedPlatform implements Platform {
    private static final Copy.Content NOBODYS = ShopBooks.content(OrderJson.read(SimulatedOrders.body("x", "x", 8)));

    private final Life life;
    private final String process;
    /** For a deliberate bug: what a void may or may not have taken out. */
    private final Set<PlatformOrderId> voidedUnclear = new HashSet<>();

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
        if (life.happens(Chance.ODD_ANSWER, 2)) {
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
        var truth = answer(books, wanted);
        var listing = misread(truth, shown, reference != null);
        life.trace(
                process,
                what + ": "
                        + listing.copies().stream()
                                .map(copy -> copy.id() + " " + copy.status())
                                .toList() + (listing.complete() ? "" : " incomplete: " + listing.problem()));
        life.oracle().read(shop.storeKey(), reference, startedAt, truth);
        life.passes(life.upTo(Duration.ofSeconds(3)));
        return listing;
    }

    private Listing answer(ShopBooks books, List<Copy> wanted) {
        var time = books.clock(life.now());
        if (books.locksOut()) {
            return new Listing(List.of(), false, "401", "unauthorized", time);
        }
        if (!life.happens(Chance.READ_TROUBLE)) {
            return new Listing(wanted, true, null, null, time);
        }
        return switch (life.random().nextInt(3)) {
            case 0 -> Listing.inconclusive("503");
            case 1 -> new Listing(wanted.stream().skip(1).toList(), false, "cut short", null, time);
            default -> new Listing(wanted, false, "rows outside of the filter", null, time);
        };
    }

    /** As a process with the life's bug understands it. */
    private Listing misread(Listing truth, List<ShopBooks.Entry> shown, boolean byReference) {
        var copies = truth.copies().stream().map(copy -> seen(copy, false)).toList();
        boolean complete = truth.complete();
        if (!complete && byReference && life.bugAt(Seam.FIRST_ROW_UNCHECKED)) {
            copies = shown.stream()
                    .limit(1)
                    .map(entry -> seen(entry.copy(), true))
                    .toList();
            complete = true;
        }
        if (!complete && truth.hold() == null && life.bugAt(Seam.FAILED_LOOKUP_IS_NONE)) {
            complete = true;
        }
        return new Listing(copies, complete, complete ? null : truth.problem(), truth.hold(), truth.shopTime());
    }

    /** A copy as a process with the life's bug sees it. */
    private Copy seen(Copy copy, boolean unchecked) {
        var status =
                !copy.status().isLive() && life.bugAt(Seam.CANCELLED_COUNTS_AS_OPEN) ? Copy.Status.OPEN : copy.status();
        var content = life.bugAt(Seam.HALF_COUNTS_AS_WHOLE)
                ? life.shops().stream()
                        .flatMap(shop ->
                                Stream.ofNullable(shop.find(copy.id().value()).orElse(null)))
                        .filter(entry -> entry.copy().id().equals(copy.id()))
                        .map(ShopBooks.Entry::whole)
                        .findFirst()
                        .orElse(copy.content())
                : copy.content();
        if (life.oracle().isOfEarlierGeneration(copy) && life.bugAt(Seam.ONLY_THE_LAST_REFERENCE)) {
            return new Copy(
                    copy.id(), copy.url(), null, copy.createdAt(), status, copy.editedAt(), copy.test(), NOBODYS);
        }
        var reference = unchecked || (copy.reference() == null && life.bugAt(Seam.LIKELY_COPY_IS_TAKEN_FOR_OURS))
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
        if (life.happens(Chance.READ_TROUBLE)) {
            return new Found.Unclear("503", null);
        }
        var found = voidedUnclear.remove(id) && life.bugAt(Seam.VOID_BELIEVED)
                ? Optional.<ShopBooks.Entry>empty()
                : books.get(id.value());
        life.passes(life.upTo(Duration.ofSeconds(3)));
        return found.<Found>map(entry -> new Found.Present(entry.copy())).orElseGet(Found.Absent::new);
    }

    @Override
    public Voided delete(Shop shop, PlatformOrderId id, WriteGuard writeGuard) {
        var books = life.shop(shop);
        return voids(shop, id, writeGuard, entry -> {
            if (life.profile().deletesForGood()) {
                books.forget(entry, life.now());
            } else {
                books.change(entry.with(Copy.Status.TRASHED), life.now());
            }
        });
    }

    @Override
    public Voided cancel(Shop shop, PlatformOrderId id, WriteGuard writeGuard) {
        var books = life.shop(shop);
        return voids(shop, id, writeGuard, entry -> books.change(entry.with(Copy.Status.CANCELLED), life.now()));
    }

    /** It may be done and not said, or said and done. */
    private Voided voids(Shop shop, PlatformOrderId id, WriteGuard writeGuard, Consumer<ShopBooks.Entry> effect) {
        var books = life.shop(shop);
        life.passes(life.upTo(Duration.ofSeconds(2)));
        if (!writeGuard.mayWrite() && !life.bugAt(Seam.NO_MONOTONIC_CHECK)) {
            return new Voided.Unclear("too late to send it", null);
        }
        if (books.locksOut()) {
            return new Voided.Unclear("401", "unauthorized");
        }
        if (life.happens(Chance.REFUSED_VOID)) {
            return new Voided.Refused("not allowed here");
        }
        boolean unclear = life.happens(Chance.ODD_ANSWER);
        if (!unclear || life.random().nextBoolean()) {
            books.get(id.value()).ifPresent(entry -> {
                life.trace(process, "voids " + id);
                life.oracle().voids(shop.storeKey(), entry);
                effect.accept(entry);
            });
        }
        life.passes(life.upTo(Duration.ofSeconds(2)));
        if (unclear) {
            voidedUnclear.add(id);
        }
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
