package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.Place;
import dev.ordersync.sandbox.books.Query;
import dev.ordersync.sandbox.books.Slice;
import dev.ordersync.sandbox.fault.Fault;
import dev.ordersync.sandbox.fault.Occasion;
import dev.ordersync.sandbox.fault.Struck;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers questions for orders, truthfully unless a switch says otherwise. */
@Component
public class Lists {

    private static final int MAX_LIMIT = 100;

    private final CopyViews views;
    private final Clock clock;

    Lists(CopyViews views, Clock clock) {
        this.views = views;
        this.clock = clock;
    }

    /** The question as it came. */
    record Asked(
            @Nullable String reference,
            @Nullable OffsetDateTime createdAfter,
            @Nullable OffsetDateTime createdBefore,
            int limit,
            @Nullable String cursor) {

        private Query query() {
            if (limit < 1 || limit > MAX_LIMIT) {
                throw new Refusal(422, "bad-limit", "limit must be 1 to " + MAX_LIMIT + ".");
            }
            return new Query(reference, null, instant(createdAfter), instant(createdBefore), place(cursor), limit);
        }

        private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
            return time == null ? null : time.toInstant();
        }
    }

    private record Listed(List<CopyView> orders, @Nullable String nextCursor) {}

    /** @throws Refusal when the cursor is none of ours */
    public static @Nullable Place place(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        return Place.parse(cursor).orElseThrow(() -> new Refusal(422, "bad-cursor", "This cursor is none of ours."));
    }

    Answer answer(Shop shop, Asked asked, String base) {
        Query query = asked.query();
        Struck struck = shop.switches().onOther(Occasion.LIST, null).orElse(new Struck(Fault.NORMAL, Duration.ZERO));
        Query answered = switch (struck.fault()) {
            case IGNORE_FILTERS -> Query.all(query.after(), query.limit());
            case STALE_LIST -> query.notAfter(clock.instant().minus(struck.delay()));
            default -> query;
        };
        if (struck.fault() == Fault.LIST_ERROR) {
            return Answer.problem(500, "list-failed", "The list can't be read right now.");
        }
        Slice<Copy> page = shop.books().list(answered);
        List<CopyView> orders =
                page.items().stream().map(copy -> views.of(shop, copy, base)).toList();
        return new Answer.Json(200, new Listed(orders, page.nextCursor()));
    }
}
