package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.books.Begun;
import dev.ordersync.sandbox.books.Books;
import dev.ordersync.sandbox.books.BooksFull;
import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.Draft;
import dev.ordersync.sandbox.books.Effect;
import dev.ordersync.sandbox.books.PostEvent;
import dev.ordersync.sandbox.books.Sent;
import dev.ordersync.sandbox.fault.Fault;
import dev.ordersync.sandbox.fault.Struck;
import dev.ordersync.sandbox.webhook.Webhooks;
import dev.ordersync.sandbox.wire.Patience;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where orders are handed in: takes a POST, meets its fault, writes down what happened and says what to answer. */
@Component
class Counter {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final CopyViews views;
    private final Webhooks webhooks;
    private final Patience patience;
    private final Clock clock;

    Counter(CopyViews views, Webhooks webhooks, Patience patience, Clock clock) {
        this.views = views;
        this.webhooks = webhooks;
        this.patience = patience;
        this.clock = clock;
    }

    /** What was done, and what the client will hear of it. */
    private record Taken(
            Effect effect, Answer answer, @Nullable Copy copy) {
        private static Taken nothing(Answer answer) {
            return new Taken(Effect.NONE, answer, null);
        }
    }

    Answer take(Shop shop, Post post) {
        int before = shop.books().arrived(post.key(), post.orderId(), clock.instant());
        Struck struck = shop.switches().onPost(post.orderId(), before).orElse(new Struck(Fault.NORMAL, Duration.ZERO));
        Taken taken;
        try {
            taken = meet(shop, post, struck);
        } catch (BooksFull full) {
            taken = Taken.nothing(Answer.problem(507, "books-full", String.valueOf(full.getMessage())));
        }
        note(shop, post, struck.fault(), taken.effect(), taken.answer().statusOrNull(), taken.copy());
        return taken.answer();
    }

    private Taken meet(Shop shop, Post post, Struck struck) {
        Answer silence = new Answer.Silence(null);
        return switch (struck.fault()) {
            case NORMAL -> keyed(shop, post, whole(post), copy -> created(shop, post, copy));
            case TIMEOUT_AFTER_SAVING -> keyed(shop, post, whole(post), _ -> silence);
            case TIMEOUT_WITHOUT_SAVING -> Taken.nothing(silence);
            case LATE -> late(shop, post, struck);
            case LATE_TWIN -> new Taken(Effect.PENDING, new Answer.Silence(() -> saveLate(shop, post, struck)), null);
            case SLOW -> slow(shop, post, struck);
            case DROP_REFERENCE ->
                keyed(shop, post, new Draft(null, post.orderId(), post.sent().order(), null), _ -> silence);
            case HALF_WRITTEN -> keyed(shop, post, half(post, struck.delay()), _ -> silence);
            case FEWER_LINES -> keyed(shop, post, fewer(post), copy -> created(shop, post, copy));
            case NO_ID ->
                keyed(
                        shop,
                        post,
                        whole(post),
                        copy -> new Answer.Json(
                                201, views.of(shop, copy, post.base()).withoutId()));
            case RESET -> keyed(shop, post, whole(post), _ -> new Answer.Cut());
            case RESET_WITHOUT_SAVING -> Taken.nothing(new Answer.Cut());
            case REFUSE -> Taken.nothing(Answer.problem(422, "unknown-sku", "This shop doesn't sell one of the SKUs."));
            case THROTTLE -> Taken.nothing(throttled());
            case HTML_PAGE ->
                Taken.nothing(new Answer.Html(200, "<html><body><h1>Back soon</h1></body></html>", Map.of()));
            case REDIRECT -> Taken.nothing(new Answer.Html(307, "", Map.of("Location", post.base() + "/elsewhere")));
            case DOWN -> Taken.nothing(Answer.gatewayDown());
            case UNAUTHORIZED -> Taken.nothing(Answer.unauthorized());
            case IGNORE_FILTERS, STALE_LIST, LIST_ERROR, DELETE_REFUSED, DELETE_SILENT, DELETE_LOST, OTHER_SHOP ->
                throw new IllegalStateException(struck.fault() + " is not about posts");
        };
    }

    /** Saves once for a key, and answers a repeated POST from the first one's copy. */
    private Taken keyed(Shop shop, Post post, Draft draft, Function<Copy, Answer> answer) {
        return switch (shop.books().begin(post.key(), post.sent())) {
            case Begun.Fresh() -> {
                Copy copy = save(shop, post, draft);
                yield new Taken(Effect.SAVED, answer.apply(copy), copy);
            }
            case Begun.Replay(var copy) -> new Taken(Effect.REPLAYED, answer.apply(copy), copy);
            case Begun.InFlight() -> inFlight();
            case Begun.Reused() -> reused();
        };
    }

    private Taken late(Shop shop, Post post, Struck struck) {
        return switch (shop.books().begin(post.key(), post.sent())) {
            case Begun.Fresh() ->
                new Taken(Effect.PENDING, new Answer.Silence(() -> saveLate(shop, post, struck)), null);
            case Begun.Replay(var copy) -> new Taken(Effect.REPLAYED, new Answer.Silence(null), copy);
            case Begun.InFlight() -> inFlight();
            case Begun.Reused() -> reused();
        };
    }

    private void saveLate(Shop shop, Post post, Struck struck) {
        Books books = shop.books();
        if (!patience.waitFor(struck.delay())) {
            books.release(post.key());
            note(shop, post, struck.fault(), Effect.LOST, null, null);
            return;
        }
        try {
            Copy copy = save(shop, post, whole(post));
            note(shop, post, struck.fault(), Effect.SAVED_LATE, null, copy);
        } catch (BooksFull _) {
            note(shop, post, struck.fault(), Effect.LOST, null, null);
        }
    }

    private Taken slow(Shop shop, Post post, Struck struck) {
        return switch (shop.books().begin(post.key(), post.sent())) {
            case Begun.Fresh() -> {
                if (!patience.waitFor(struck.delay())) {
                    shop.books().release(post.key());
                    yield Taken.nothing(new Answer.Cut());
                }
                Copy copy = save(shop, post, whole(post));
                yield new Taken(Effect.SAVED, created(shop, post, copy), copy);
            }
            case Begun.Replay(var copy) -> new Taken(Effect.REPLAYED, created(shop, post, copy), copy);
            case Begun.InFlight() -> inFlight();
            case Begun.Reused() -> reused();
        };
    }

    private Copy save(Shop shop, Post post, Draft draft) {
        try {
            Copy copy = shop.books().save(post.key(), post.sent(), draft, clock.instant());
            webhooks.created(shop.name(), copy.id(), views.of(shop, copy, post.base()));
            return copy;
        } catch (BooksFull full) {
            shop.books().release(post.key());
            throw full;
        }
    }

    private void note(Shop shop, Post post, Fault fault, Effect effect, @Nullable Integer answer, @Nullable Copy copy) {
        String copyId = copy == null ? null : copy.id();
        shop.books().note(post.key(), new PostEvent(clock.instant(), fault.word(), effect, answer, copyId));
    }

    private Answer created(Shop shop, Post post, Copy copy) {
        return new Answer.Json(201, views.of(shop, copy, post.base()));
    }

    private static Taken inFlight() {
        return new Taken(
                Effect.IN_FLIGHT,
                Answer.problem(409, "idempotency-in-flight", "A request with this key is still being worked on."),
                null);
    }

    private static Taken reused() {
        return new Taken(
                Effect.KEY_REUSED,
                Answer.problem(422, "idempotency-key-reused", "This key came before with other content."),
                null);
    }

    private static Answer throttled() {
        return new Answer.Json(
                429,
                new Problem("too-many-requests", "Slow down."),
                Map.of("Retry-After", Long.toString(RETRY_AFTER.toSeconds())));
    }

    private static Draft whole(Post post) {
        Sent sent = post.sent();
        return new Draft(sent.reference(), post.orderId(), sent.order(), null);
    }

    private Draft half(Post post, Duration delay) {
        Sent sent = post.sent();
        return new Draft(
                sent.reference(), post.orderId(), sent.order(), clock.instant().plus(delay));
    }

    private Draft fewer(Post post) {
        Sent sent = post.sent();
        return new Draft(sent.reference(), post.orderId(), views.halfOf(sent.order()), null);
    }
}
