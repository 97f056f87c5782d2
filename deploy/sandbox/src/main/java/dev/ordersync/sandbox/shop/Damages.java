package dev.ordersync.sandbox.shop;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes parts out of an order as the books have it. */
@Component
public class Damages {

    private final JsonMapper json;

    Damages(JsonMapper json) {
        this.json = json;
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

    /** The same order without a line, for nothing. */
    public String emptied(String order) {
        JsonNode tree = json.readTree(order);
        if (tree instanceof ObjectNode object) {
            object.putArray("lines");
            object.put("total", "0.00");
        }
        return tree.toString();
    }
}
