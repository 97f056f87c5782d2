package dev.ordersync.scenario;

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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A shop whose every answer the test decides. It does not know idempotency keys. */
final class ScriptedShop extends CopyBooks implements Platform {
    static final String ID = "shop-1";

    /** What the shop does with one POST. */
    @FunctionalInterface
    interface Behaviour {
        Outcome on(NewOrder order);
    }

    /** What the shop does with one delete or cancel. */
    @FunctionalInterface
    interface VoidBehaviour {
        Voided on(PlatformOrderId id);
    }

    private final Deque<Behaviour> next = new ArrayDeque<>();
    private final List<String> posts = new ArrayList<>();
    private final Deque<VoidBehaviour> nextVoids = new ArrayDeque<>();
    private final List<String> voids = new ArrayList<>();
    private final Set<String> asked = new TreeSet<>();
    private Runnable onRead = () -> {};
    private Duration listLag = Duration.ZERO;
    private @Nullable String listProblem;
    private @Nullable String readHold;
    private String shopId = ID;
    private int scans;
    private int questions;
    private Runnable whileListing = () -> {};

    ScriptedShop(Clock clock) {
        super(clock);
    }

    // --- the script: one verb for each fault ---

    void accepts() {
        next.add(order -> accepted(save(order)));
    }

    void appliesThenTimesOut() {
        next.add(order -> {
            save(order);
            return Outcome.Unknown.because("no reply within 30 s");
        });
    }

    void timesOutWithoutApplying() {
        next.add(_ -> Outcome.Unknown.because("no reply within 30 s"));
    }

    void appliesWithoutReferenceThenTimesOut() {
        next.add(order -> {
            var copy = save(order);
            change(copy.id(), old -> with(old, null, old.status(), old.content()));
            return Outcome.Unknown.because("no reply within 30 s");
        });
    }

    /** Half of the order is there, with its reference, until {@link #completes}. */
    void writesHalfThenTimesOut() {
        next.add(order -> {
            var copy = save(order);
            change(copy.id(), old -> with(old, old.reference(), old.status(), withoutLines(old.content())));
            return Outcome.Unknown.because("no reply within 30 s");
        });
    }

    /** A draft of the order is there, with its reference and all of its content. */
    void beginsThenBreaksOff() {
        next.add(order -> {
            var copy = save(order);
            change(copy.id(), old -> with(old, old.reference(), Copy.Status.UNFINISHED, old.content()));
            return Outcome.Unknown.because("broken off while placing and paying it (step 6 of 6)");
        });
    }

    void acceptsWithoutId() {
        next.add(order -> {
            save(order);
            return new Outcome.AcceptedNoId(201, "no id in the answer");
        });
    }

    void saysItTookItAndDidNot() {
        next.add(_ -> new Outcome.AcceptedNoId(201, "no id in the answer"));
    }

    void acceptsOtherwiseThanSent() {
        next.add(order -> {
            var copy = save(order);
            return new Outcome.Accepted(copy.id(), copy.url(), 201, List.of("total"));
        });
    }

    void cannotBeReached() {
        next.add(_ -> new Outcome.NotSent("connection refused"));
    }

    void refuses() {
        next.add(_ -> new Outcome.Rejected(422, "unknown-sku"));
    }

    void throttles(Duration retryAfter) {
        next.add(_ -> new Outcome.Throttled(429, "slow down", retryAfter));
    }

    void refusesCredentials() {
        next.add(_ -> new Outcome.Held(401, "unauthorized", "401"));
    }

    void does(Behaviour behaviour) {
        next.add(behaviour);
    }

    void refusesToDelete() {
        nextVoids.add(_ -> new Voided.Refused("409 not-deletable"));
    }

    void deletesThenTimesOut() {
        nextVoids.add(id -> {
            books.remove(id.value());
            return new Voided.Unclear("no reply within 30 s", null);
        });
    }

    void timesOutWithoutDeleting() {
        nextVoids.add(_ -> new Voided.Unclear("no reply within 30 s", null));
    }

    void doesOnVoid(VoidBehaviour behaviour) {
        nextVoids.add(behaviour);
    }

    /** What happens elsewhere while one copy is read. */
    void onRead(Runnable meanwhile) {
        this.onRead = meanwhile;
    }

    void listsLateBy(Duration lag) {
        this.listLag = lag;
    }

    void cannotBeRead(String problem) {
        this.listProblem = problem;
    }

    void canBeRead() {
        this.listProblem = null;
        this.readHold = null;
    }

    void refusesReads() {
        this.readHold = "unauthorized";
    }

    void becomesAnotherShop() {
        this.shopId = "shop-2";
    }

    /** Runs once, after the next list was made up and before it is answered. */
    void whileListing(Runnable meanwhile) {
        this.whileListing = meanwhile;
    }

    int scans() {
        return scans;
    }

    /** How often it was asked for a reference. */
    int questions() {
        return questions;
    }

    // --- what reached it ---

    long postsOf(String orderId) {
        return posts.stream().filter(orderId::equals).count();
    }

    /** Every delete and cancel that reached the shop, such as {@code DELETE 1000}. */
    List<String> voids() {
        return List.copyOf(voids);
    }

    /** The references that it was asked for. */
    Set<String> asked() {
        return Set.copyOf(asked);
    }

    static Outcome accepted(Copy copy) {
        return new Outcome.Accepted(copy.id(), copy.url(), 201, List.of());
    }

    // --- the port ---

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
    public Outcome create(Shop shop, NewOrder order, WriteGuard writeGuard) {
        if (!writeGuard.mayWrite()) {
            return new Outcome.NotSent("too little of the lease is left");
        }
        posts.add(order.content().id());
        var behaviour = next.poll();
        var outcome = behaviour == null ? accepted(save(order)) : behaviour.on(order);
        if (outcome instanceof Outcome.Accepted accepted
                && accepted.differences().isEmpty()) {
            var copy = books.get(accepted.id().value());
            return copy == null
                    ? outcome
                    : new Outcome.Accepted(
                            accepted.id(), accepted.url(), 201, AsSent.differences(order.content(), copy.content()));
        }
        return outcome;
    }

    @Override
    public Listing findByReference(Shop shop, String reference) {
        questions++;
        asked.add(reference);
        return list(books.values().stream()
                .filter(copy -> reference.equals(copy.reference()))
                .toList());
    }

    @Override
    public Listing scan(Shop shop, Instant from, Instant to, Duration budget) {
        scans++;
        return list(books.values().stream()
                .filter(copy ->
                        !copy.createdAt().isBefore(from) && !copy.createdAt().isAfter(to))
                .sorted(Comparator.comparing(Copy::createdAt).reversed())
                .toList());
    }

    private Listing list(List<Copy> copies) {
        if (readHold != null) {
            return new Listing(List.of(), false, "401", readHold, null);
        }
        if (listProblem != null) {
            return Listing.inconclusive(listProblem);
        }
        var shown = copies.stream()
                .filter(copy -> !copy.createdAt().plus(listLag).isAfter(shopTime()))
                .toList();
        var meanwhile = whileListing;
        whileListing = () -> {};
        meanwhile.run();
        return new Listing(shown, true, null, null, shopTime());
    }

    @Override
    public Found get(Shop shop, PlatformOrderId id) {
        onRead.run();
        var copy = books.get(id.value());
        return copy == null ? new Found.Absent() : new Found.Present(copy);
    }

    @Override
    public Voided delete(Shop shop, PlatformOrderId id, WriteGuard writeGuard) {
        return voided("DELETE", id, writeGuard, () -> books.remove(id.value()));
    }

    @Override
    public Voided cancel(Shop shop, PlatformOrderId id, WriteGuard writeGuard) {
        return voided(
                "CANCEL",
                id,
                writeGuard,
                () -> change(id, old -> with(old, old.reference(), Copy.Status.CANCELLED, old.content())));
    }

    private Voided voided(String verb, PlatformOrderId id, WriteGuard writeGuard, Runnable usual) {
        if (!writeGuard.mayWrite()) {
            return new Voided.Unclear("too little of the lease is left", null);
        }
        voids.add(verb + " " + id);
        var behaviour = nextVoids.poll();
        if (behaviour != null) {
            return behaviour.on(id);
        }
        usual.run();
        return new Voided.Gone();
    }

    @Override
    public Verification verify(Shop shop) {
        if (readHold != null) {
            return new Verification(List.of(new Verification.Check("shop", false, "401")), null, null, readHold, now());
        }
        return new Verification(
                List.of(new Verification.Check("shop", true, "answers")), shopId, "Scripted", null, now());
    }

    @Override
    public Optional<PlatformOrderId> idFromUrl(String url) {
        return Optional.of(new PlatformOrderId(url.substring(url.lastIndexOf('/') + 1)));
    }
}
