package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.books.Begun;
import dev.ordersync.sandbox.books.Books;
import dev.ordersync.sandbox.books.BooksFull;
import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.CopyStatus;
import dev.ordersync.sandbox.books.Draft;
import dev.ordersync.sandbox.books.Effect;
import dev.ordersync.sandbox.books.PostEvent;
import dev.ordersync.sandbox.fault.Fault;
import dev.ordersync.sandbox.fault.Struck;
import dev.ordersync.sandbox.wire.Patience;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where orders are handed in: takes a POST, meets its fault, writes down what happened and says what to answer. */
@Component
public class Counter {

    private final Announcer announcer;
    private final Patience patience;
    private final Clock clock;

    Counter(Announcer announcer, Patience patience, Clock clock) {
        this.announcer = announcer;
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

    public Answer take(Shop shop, Post post) {
        int before = shop.books().arrived(post.key(), post.orderId(), clock.instant());
        Struck struck = shop.switches().onPost(post.orderId(), before).orElse(new Struck(post.nature(), Duration.ZERO));
        Taken taken;
        try {
            taken = meet(shop, post, struck);
        } catch (BooksFull full) {
            taken = Taken.nothing(post.voice().full(String.valueOf(full.getMessage())));
        }
        note(shop, post, struck.fault(), taken.effect(), taken.answer().statusOrNull(), taken.copy());
        return taken.answer();
    }

    private Taken meet(Shop shop, Post post, Struck struck) {
        Voice voice = post.voice();
        Answer silence = new Answer.Silence(null);
        return switch (struck.fault()) {
            case NORMAL -> keyed(shop, post, whole(post), copy -> voice.created(shop, copy, post.base()));
            case TIMEOUT_AFTER_SAVING -> keyed(shop, post, whole(post), _ -> silence);
            case TIMEOUT_WITHOUT_SAVING -> Taken.nothing(silence);
            case LATE -> late(shop, post, struck);
            case LATE_TWIN -> new Taken(Effect.PENDING, new Answer.Silence(() -> saveLate(shop, post, struck)), null);
            case SLOW -> slow(shop, post, struck);
            case DROP_REFERENCE -> keyed(shop, post, voice.damaged(post, Damage.NO_REFERENCE), _ -> silence);
            case HALF_WRITTEN -> keyed(shop, post, half(post, struck.delay()), _ -> silence);
            case FEWER_LINES -> damaged(shop, post, Damage.FEWER_LINES);
            case EMPTY_ORDER -> damaged(shop, post, Damage.EMPTY);
            case TORN -> keyed(shop, post, voice.damaged(post, Damage.TORN), _ -> Answer.gatewayLostIt());
            case TORN_EARLY -> keyed(shop, post, voice.damaged(post, Damage.TORN_EARLY), _ -> Answer.gatewayLostIt());
            case GATEWAY_TIMEOUT -> keyed(shop, post, whole(post), _ -> Answer.gatewayTimeout());
            case GATEWAY_TIMEOUT_LATE -> gatewayTimeoutLate(shop, post, struck);
            case NO_ID -> keyed(shop, post, whole(post), copy -> voice.createdWithoutId(shop, copy, post.base()));
            case RESET -> keyed(shop, post, whole(post), _ -> new Answer.Cut());
            case RESET_WITHOUT_SAVING -> Taken.nothing(new Answer.Cut());
            case NONCE_USED -> keyed(shop, post, whole(post), _ -> voice.nonceUsed());
            case REFUSE -> Taken.nothing(post.no() == null ? voice.refused() : post.no());
            case REFUSE_WITH_DRAFT -> refuseWithDraft(shop, post);
            case SERVER_ERROR -> Taken.nothing(voice.broken());
            case THROTTLE -> Taken.nothing(voice.throttled());
            case HTML_PAGE ->
                Taken.nothing(new Answer.Html(200, "<html><body><h1>Back soon</h1></body></html>", Map.of()));
            case REDIRECT -> Taken.nothing(new Answer.Html(307, "", Map.of("Location", post.base() + "/elsewhere")));
            case DOWN -> Taken.nothing(Answer.gatewayDown());
            case UNAUTHORIZED -> Taken.nothing(voice.unauthorized());
            case IGNORE_FILTERS,
                    STALE_LIST,
                    LIST_ERROR,
                    DELETE_REFUSED,
                    DELETE_SILENT,
                    DELETE_LOST,
                    OTHER_SHOP,
                    OLD_SHOP,
                    DORMANT_SHOP,
                    DEVELOPMENT_SHOP -> throw new IllegalStateException(struck.fault() + " is not about posts");
        };
    }

    private Taken damaged(Shop shop, Post post, Damage damage) {
        Voice voice = post.voice();
        return keyed(shop, post, voice.damaged(post, damage), copy -> voice.created(shop, copy, post.base()));
    }

    /** A draft is no order: it lies where the shop keeps what nobody ships. */
    private Taken refuseWithDraft(Shop shop, Post post) {
        Copy saved = shop.books().save(post.voice().damaged(post, Damage.DRAFT), clock.instant());
        Copy draft = shop.books()
                .change(saved.id(), copy -> copy.withStatus(CopyStatus.TRASHED))
                .orElse(saved);
        return new Taken(Effect.SAVED, post.voice().refusedWithDraft(draft), draft);
    }

    /** The gateway's patience ends before the shop's work does. */
    private Taken gatewayTimeoutLate(Shop shop, Post post, Struck struck) {
        if (!(begin(shop, post) instanceof Begun.Fresh)) {
            return Taken.nothing(Answer.gatewayTimeout());
        }
        Thread.ofVirtual().name("sandbox-late").start(() -> saveLate(shop, post, struck));
        return new Taken(Effect.PENDING, Answer.gatewayTimeout(), null);
    }

    /** Saves once for a key, and answers a repeated POST from the first one's copy. */
    private Taken keyed(Shop shop, Post post, Draft draft, Function<Copy, Answer> answer) {
        return switch (begin(shop, post)) {
            case Begun.Fresh() -> {
                Copy copy = save(shop, post, draft);
                yield new Taken(Effect.SAVED, answer.apply(copy), copy);
            }
            case Begun.Replay(var copy) -> new Taken(Effect.REPLAYED, answer.apply(copy), copy);
            case Begun.InFlight() -> inFlight();
            case Begun.Reused() -> reused();
        };
    }

    /** A shop that keeps no keys takes every POST for a new order. */
    private static Begun begin(Shop shop, Post post) {
        return post.voice().keepsKeys() ? shop.books().begin(post.key(), post.sent()) : new Begun.Fresh();
    }

    private Taken late(Shop shop, Post post, Struck struck) {
        return switch (begin(shop, post)) {
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
        return switch (begin(shop, post)) {
            case Begun.Fresh() -> {
                if (!patience.waitFor(struck.delay())) {
                    shop.books().release(post.key());
                    yield Taken.nothing(new Answer.Cut());
                }
                Copy copy = save(shop, post, whole(post));
                yield new Taken(Effect.SAVED, post.voice().created(shop, copy, post.base()), copy);
            }
            case Begun.Replay(var copy) ->
                new Taken(Effect.REPLAYED, post.voice().created(shop, copy, post.base()), copy);
            case Begun.InFlight() -> inFlight();
            case Begun.Reused() -> reused();
        };
    }

    private Copy save(Shop shop, Post post, Draft draft) {
        try {
            Copy copy = post.voice().keepsKeys()
                    ? shop.books().save(post.key(), post.sent(), draft, clock.instant())
                    : shop.books().save(draft, clock.instant());
            announcer.created(shop, copy, post.base());
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

    private static Draft whole(Post post) {
        return new Draft(post.reference(), post.orderId(), post.sent().order(), null);
    }

    private Draft half(Post post, Duration delay) {
        return new Draft(
                post.reference(),
                post.orderId(),
                post.sent().order(),
                clock.instant().plus(delay));
    }
}
