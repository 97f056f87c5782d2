package dev.ordersync.sandbox.woo;

import static dev.ordersync.sandbox.woo.WooBody.text;

import dev.ordersync.sandbox.books.Copy;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a change through the API does to an order: its status, its note, and its meta fields, merged by key. */
@Component
class WooChanges {

    private final JsonMapper json;

    WooChanges(JsonMapper json) {
        this.json = json;
    }

    Copy apply(Copy copy, ObjectNode wanted) {
        ObjectNode order = (ObjectNode) json.readTree(copy.order());
        ObjectNode woo =
                order.path(WooBody.EXTRAS) instanceof ObjectNode known ? known : order.putObject(WooBody.EXTRAS);
        Copy changed = copy;
        if (wanted.has("status")) {
            String status = text(wanted, "status");
            if (!WooBody.STATUSES.contains(status)) {
                throw WooError.badParameter("status", "status is not one of the known ones.");
            }
            woo.put("status", status);
            changed = changed.withStatus(WooRows.status(status));
        }
        if (wanted.has("customer_note")) {
            woo.put("customer_note", text(wanted, "customer_note"));
        }
        ArrayNode meta = woo.path("meta_data") instanceof ArrayNode known ? known : woo.putArray("meta_data");
        wanted.path("meta_data").forEach(entry -> merge(meta, entry));
        return changed.withOrder(order.toString());
    }

    private static void merge(ArrayNode meta, JsonNode entry) {
        for (JsonNode known : meta) {
            if (text(known, "key").equals(text(entry, "key")) && known instanceof ObjectNode object) {
                object.set("value", entry.path("value"));
                return;
            }
        }
        meta.add(entry);
    }
}
