package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.books.Copy;
import java.time.Clock;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a copy into what a reader sees of it right now. */
@Component
public class CopyViews {

    private final JsonMapper json;
    private final Clock clock;

    CopyViews(JsonMapper json, Clock clock) {
        this.json = json;
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
        return copy.isHalfAt(clock.instant()) ? json.readTree(halfOf(copy.order())) : json.readTree(copy.order());
    }

    /** The same order with the first half of its lines, rounded down. */
    public String halfOf(String order) {
        JsonNode tree = json.readTree(order);
        if (tree instanceof ObjectNode object && object.get("lines") instanceof ArrayNode lines) {
            int kept = lines.size() / 2;
            while (lines.size() > kept) {
                lines.remove(lines.size() - 1);
            }
        }
        return tree.toString();
    }
}
