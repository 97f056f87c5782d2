package dev.ordersync.reconciler.api;

import dev.ordersync.order.Outcome;
import dev.ordersync.order.PlatformOrderId;
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
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A shop that shows what a test puts into it, and answers a verify as the test says. */
public final class ScriptedShop implements Platform {
    public static final String NAME = "scripted";

    private final Map<String, Found> found = new ConcurrentHashMap<>();
    private final AtomicInteger verifications = new AtomicInteger();
    private volatile Verification verification = fine("shop-1");
    private volatile Runnable beforeAnswer = () -> {};
    private volatile Runnable beforeVerification = () -> {};

    public static Verification fine(String shopId) {
        return new Verification(
                List.of(new Verification.Check("shop", true, "answers as " + shopId)),
                shopId,
                "A shop",
                null,
                TestClock.START.plusSeconds(7));
    }

    public static Verification refuses(String hold) {
        return new Verification(
                List.of(new Verification.Check("shop", false, "does not let us in")), null, null, hold, null);
    }

    public static Verification unreachable() {
        return new Verification(
                List.of(new Verification.Check("shop", false, "no connection")), null, null, null, null);
    }

    public void reset() {
        found.clear();
        verification = fine("shop-1");
        beforeAnswer = () -> {};
        beforeVerification = () -> {};
        verifications.set(0);
    }

    public void verifiesAs(Verification answer) {
        verification = answer;
    }

    public int verifications() {
        return verifications.get();
    }

    /** What happens elsewhere while we wait for the shop. */
    public void beforeAnswering(Runnable meanwhile) {
        beforeAnswer = meanwhile;
    }

    public void beforeVerifying(Runnable meanwhile) {
        beforeVerification = meanwhile;
    }

    public void answers(String id, Found answer) {
        found.put(id, answer);
    }

    /** What the merchant did to a copy that is there. */
    public void changes(String id, UnaryOperator<Copy> change) {
        found.computeIfPresent(
                id,
                (_, answer) -> answer instanceof Found.Present present
                        ? new Found.Present(change.apply(present.copy()))
                        : answer);
    }

    /** A copy of the fixture's order, as sent. */
    public void has(String id, @Nullable String reference) {
        has(id, reference, "zoe@example.com", "O’Neil", "48.00");
    }

    public void has(String id, @Nullable String reference, String email, String lastName, String total) {
        answers(
                id,
                new Found.Present(new Copy(
                        new PlatformOrderId(id),
                        "https://shop.example/orders/" + id,
                        reference,
                        TestClock.START,
                        Copy.Status.OPEN,
                        null,
                        false,
                        new Copy.Content(
                                null,
                                "Zoë",
                                lastName,
                                email,
                                null,
                                null,
                                null,
                                null,
                                null,
                                "USD",
                                new BigDecimal(total),
                                List.of(new Copy.Line("TEE-M", "Tee, M", 2))))));
    }

    @Override
    public String name() {
        return NAME;
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
    public Found get(Shop shop, PlatformOrderId id) {
        beforeAnswer.run();
        return found.getOrDefault(id.value(), new Found.Absent());
    }

    @Override
    public Verification verify(Shop shop) {
        verifications.incrementAndGet();
        beforeVerification.run();
        return verification;
    }

    @Override
    public Optional<PlatformOrderId> idFromUrl(String url) {
        return url.startsWith("https://shop.example/orders/")
                ? Optional.of(new PlatformOrderId(url.substring(url.lastIndexOf('/') + 1)))
                : Optional.empty();
    }

    @Override
    public Outcome create(Shop shop, NewOrder order, WriteGuard writeGuard) {
        throw new AssertionError("The API never posts");
    }

    @Override
    public Voided delete(Shop shop, PlatformOrderId id, WriteGuard writeGuard) {
        throw new AssertionError("The API never deletes: that is for the engine");
    }

    @Override
    public Voided cancel(Shop shop, PlatformOrderId id, WriteGuard writeGuard) {
        throw new AssertionError("The API never cancels: that is for the engine");
    }

    @Override
    public Listing findByReference(Shop shop, String reference) {
        throw new AssertionError("The API never looks up");
    }

    @Override
    public Listing scan(Shop shop, Instant from, Instant to, Duration budget) {
        throw new AssertionError("The API never scans");
    }
}
