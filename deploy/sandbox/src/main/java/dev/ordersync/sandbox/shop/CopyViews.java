package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.books.Copy;
import java.time.Clock;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns a copy into what a reader sees of it right now. */
@Component
public class CopyViews {

    private final JsonMapper json;
    private final Damages damages;
    private final Clock clock;

    CopyViews(JsonMapper json, Damages damages, Clock clock) {
        this.json = json;
        this.damages = damages;
        this.clock = clock;
    }

    /** @param base start of the link to the copy's page */
    public CopyView of(Shop shop, Copy copy, String base) {
        return new CopyView(
                copy.id(),
                base + "/ui/" + shop.name() + "/orders/" + copy.id(),
                copy.reference(),
                copy.createdAt(),
                copy.status(),
                copy.editedAt(),
                copy.test(),
                order(copy));
    }

    /** The order as the copy shows it, half-written ones included. */
    public JsonNode order(Copy copy) {
        return copy.isHalfAt(clock.instant())
                ? json.readTree(damages.halfOf(copy.order()))
                : json.readTree(copy.order());
    }
}
