package dev.ordersync.scenario.simulation;

import dev.ordersync.order.Outcome;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.NewOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a shop makes of one POST, decided when its bytes arrive: whether and when it saves, and what it answers.
 *
 * @param saves whether a copy will be there
 * @param refusal the answer where the shop refuses, else null
 * @param withoutId it says that it took the order, but not as what
 * @param differs it answers with another total than was sent
 * @param late the answer comes after the deadline, or never
 */
record ShopAnswer(
        PlatformOrderId copyId,
        Duration takes,
        boolean saves,
        @Nullable Outcome refusal,
        boolean withoutId,
        boolean differs,
        boolean late) {

    static ShopAnswer to(NewOrder order, ShopBooks books, Duration timeout, Life life) {
        var id = books.nextId();
        var takes = life.upTo(timeout);
        if (books.locksOut()) {
            return refuses(id, takes, new Outcome.Held(401, "unauthorized", "401"));
        }
        if (life.happens(Chance.REFUSAL)) {
            return refuses(
                    id,
                    takes,
                    life.random().nextInt(3) == 0
                            ? new Outcome.Rejected(422, "unknown-sku")
                            : new Outcome.Throttled(429, "slow down", life.upTo(Duration.ofSeconds(60))));
        }
        boolean late = life.happens(Chance.UNANSWERED);
        boolean saves = late ? life.random().nextBoolean() : !life.happens(Chance.ODD_ANSWER, 4);
        boolean withoutId = !saves || life.happens(Chance.ODD_ANSWER);
        boolean torn = saves && life.happens(Chance.TORN);
        if (saves) {
            boolean after = late && life.happens(Chance.LATE_APPLY);
            var savedAt = life.now().plus(after ? timeout.plus(life.upTo(Duration.ofMinutes(3))) : life.upTo(takes));
            var reference = life.happens(Chance.NO_REFERENCE) ? null : order.key();
            books.later(savedAt, () -> {
                books.save(id, order.content(), reference, order.content().id(), torn, life.now());
                life.trace(
                        "shop",
                        "saves " + id + (torn ? ", half," : "") + " for "
                                + order.content().id() + (reference == null ? " without reference" : ""));
            });
            if (torn && life.random().nextInt(3) > 0) {
                books.later(
                        savedAt.plus(life.upTo(Duration.ofMinutes(life.random().nextInt(20) + 1))),
                        () -> books.complete(id));
            }
        }
        return new ShopAnswer(
                id, late ? timeout : takes, saves, null, withoutId, life.happens(Chance.ODD_ANSWER), late);
    }

    private static ShopAnswer refuses(PlatformOrderId id, Duration takes, Outcome refusal) {
        return new ShopAnswer(id, takes, false, refusal, false, false, false);
    }

    Outcome outcome(Optional<ShopBooks.Entry> saved, NewOrder order) {
        if (refusal != null) {
            return refusal;
        }
        if (late || (saves && saved.isEmpty())) {
            return Outcome.Unknown.because("no reply in time");
        }
        if (withoutId) {
            return new Outcome.AcceptedNoId(201, "no id in the answer");
        }
        var copy = saved.orElseThrow().copy();
        var differences = differs ? List.of("total") : SimulatedPlatform.differences(order, copy);
        return new Outcome.Accepted(copyId, copy.url(), 201, differences);
    }
}
