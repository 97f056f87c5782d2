package dev.ordersync.sandbox.woo;

import static dev.ordersync.sandbox.woo.WooBody.amount;
import static dev.ordersync.sandbox.woo.WooBody.money;
import static dev.ordersync.sandbox.woo.WooBody.text;

import dev.ordersync.sandbox.SandboxProperties;
import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.CopyStatus;
import dev.ordersync.sandbox.shop.Catalogue;
import dev.ordersync.sandbox.shop.CopyViews;
import dev.ordersync.sandbox.shop.Shop;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows a copy as an order of WooCommerce, its fields in the order of a real one. */
@Component
class WooRows {

    private static final List<String> ADDRESS = List.of(
            "first_name", "last_name", "company", "address_1", "address_2", "city", "state", "postcode", "country");
    private static final int IDS_PER_ORDER = 10_000;

    private final CopyViews views;
    private final SandboxProperties.Woo shops;
    private final JsonMapper json;
    private final Clock clock;

    WooRows(CopyViews views, SandboxProperties properties, JsonMapper json, Clock clock) {
        this.views = views;
        this.shops = properties.woo();
        this.json = json;
        this.clock = clock;
    }

    /** While it is half written it is unpaid and costs nothing, whatever its lines say. */
    ObjectNode row(Shop shop, Copy copy) {
        JsonNode order = views.order(copy);
        JsonNode woo = order.path(WooBody.EXTRAS);
        boolean half = copy.isHalfAt(clock.instant());
        Instant changed = copy.editedAt() == null ? copy.createdAt() : copy.editedAt();
        @Nullable Instant paid = !half && woo.path("paid").asBoolean(false) ? copy.createdAt() : null;
        ObjectNode row = json.createObjectNode();
        row.put("id", copy.number()).put("parent_id", 0).put("status", half ? "pending" : status(copy, woo));
        row.put("currency", text(order, "currency"))
                .put("version", shops.version())
                .put("prices_include_tax", false);
        row.put("date_created", local(copy.createdAt())).put("date_modified", local(changed));
        row.put("discount_total", "0.00").put("discount_tax", "0.00");
        row.put("shipping_total", half ? "0.00" : shown(order, "shipping")).put("shipping_tax", "0.00");
        row.put("cart_tax", "0.00")
                .put("total", half ? "0.00" : shown(order, "total"))
                .put("total_tax", "0.00");
        row.put("customer_id", 0).put("order_key", "wc_order_" + Long.toString(copy.number(), Character.MAX_RADIX));
        row.set("billing", billing(order, woo));
        row.set("shipping", shipping(order, woo));
        row.put("payment_method", text(woo, "payment_method"));
        row.put("payment_method_title", text(woo, "payment_method_title"));
        row.put("transaction_id", text(woo, "transaction_id"));
        row.put("customer_ip_address", "").put("customer_user_agent", "");
        row.put("created_via", woo.has("created_via") ? text(woo, "created_via") : "admin");
        row.put("customer_note", text(woo, "customer_note"));
        row.putNull("date_completed").put("date_paid", local(paid)).put("cart_hash", "");
        row.put("number", copy.id());
        row.set("meta_data", numbered(copy, woo.path("meta_data")));
        row.set("line_items", lines(copy, order.path("lines")));
        row.putArray("tax_lines");
        row.set("shipping_lines", numbered(copy, half ? json.createArrayNode() : woo.path("shipping_lines")));
        row.set("fee_lines", numbered(copy, half ? json.createArrayNode() : woo.path("fee_lines")));
        row.putArray("coupon_lines");
        row.putArray("refunds");
        row.put("payment_url", "")
                .put("is_editable", half)
                .put("needs_payment", half)
                .put("needs_processing", true);
        row.put("date_created_gmt", gmt(copy.createdAt())).put("date_modified_gmt", gmt(changed));
        row.putNull("date_completed_gmt").put("date_paid_gmt", gmt(paid));
        row.put("currency_symbol", "$");
        row.putObject("_links");
        return row;
    }

    static String status(Copy copy, JsonNode woo) {
        String own = text(woo, "status");
        return switch (copy.status()) {
            case FULFILLED -> "completed";
            case CANCELLED -> own.equals("refunded") || own.equals("failed") ? own : "cancelled";
            case TRASHED -> own.equals("checkout-draft") ? own : "trash";
            case OPEN -> own.equals("pending") || own.equals("on-hold") ? own : "processing";
        };
    }

    /** The books' word for a status of WooCommerce. */
    static CopyStatus status(String status) {
        return switch (status) {
            case "completed" -> CopyStatus.FULFILLED;
            case "cancelled", "refunded", "failed" -> CopyStatus.CANCELLED;
            case "checkout-draft", "auto-draft" -> CopyStatus.TRASHED;
            default -> CopyStatus.OPEN;
        };
    }

    /** Stock is taken by an order that counts, and given back by cancelling it: not by throwing it away. */
    int taken(Copy copy, String sku) {
        JsonNode order = views.order(copy);
        String own = text(order.path(WooBody.EXTRAS), "status");
        boolean counts = copy.status().isLive()
                || (copy.status() == CopyStatus.TRASHED && status(own).isLive());
        int taken = 0;
        if (counts && !own.equals("pending")) {
            for (JsonNode line : order.path("lines")) {
                taken += text(line, "sku").equals(sku) ? line.path("quantity").asInt(0) : 0;
            }
        }
        return taken;
    }

    private ObjectNode billing(JsonNode order, JsonNode woo) {
        JsonNode billing = woo.has("billing") ? woo.get("billing") : byHand(order);
        return address(billing).put("email", text(billing, "email")).put("phone", text(billing, "phone"));
    }

    private ObjectNode shipping(JsonNode order, JsonNode woo) {
        JsonNode shipping = woo.has("shipping") ? woo.get("shipping") : byHand(order);
        return address(shipping).put("phone", text(shipping, "phone"));
    }

    private ObjectNode address(JsonNode sent) {
        ObjectNode address = json.createObjectNode();
        ADDRESS.forEach(field -> address.put(field, text(sent, field)));
        return address;
    }

    /** For an order that was typed in: from the form of the books. */
    private ObjectNode byHand(JsonNode order) {
        JsonNode customer = order.path("customer");
        JsonNode address = order.path("shippingAddress");
        return json.createObjectNode()
                .put("first_name", text(customer, "firstName"))
                .put("last_name", text(customer, "lastName"))
                .put("company", text(address, "company"))
                .put("address_1", text(address, "line1"))
                .put("address_2", text(address, "line2"))
                .put("city", text(address, "city"))
                .put("state", text(address, "region"))
                .put("postcode", text(address, "postalCode"))
                .put("country", text(address, "country"))
                .put("email", text(customer, "email"))
                .put("phone", text(customer, "phone"));
    }

    private ArrayNode lines(Copy copy, JsonNode lines) {
        ArrayNode items = json.createArrayNode();
        for (JsonNode line : lines) {
            items.add(item(copy.number() * IDS_PER_ORDER + items.size() + 1, line));
        }
        return items;
    }

    private ObjectNode item(long id, JsonNode line) {
        String sku = text(line, "sku");
        int quantity = line.path("quantity").asInt(0);
        BigDecimal total = line.has("total")
                ? amount(text(line, "total"))
                : amount(text(line, "unitPrice")).multiply(BigDecimal.valueOf(quantity));
        int product = line.has("product") ? line.path("product").asInt() : sku.isEmpty() ? 0 : Catalogue.idOf(sku);
        ObjectNode item = json.createObjectNode();
        item.put("id", id)
                .put("name", text(line, "title"))
                .put("product_id", product)
                .put("variation_id", 0);
        item.put("quantity", quantity).put("tax_class", "");
        item.put("subtotal", money(total)).put("subtotal_tax", "0.00");
        item.put("total", money(total)).put("total_tax", "0.00");
        item.putArray("taxes");
        item.putArray("meta_data");
        if (sku.isEmpty()) {
            item.putNull("sku");
        } else {
            item.put("sku", sku);
        }
        return item;
    }

    private ArrayNode numbered(Copy copy, JsonNode sent) {
        ArrayNode numbered = json.createArrayNode();
        for (JsonNode entry : sent) {
            ObjectNode with = json.createObjectNode().put("id", copy.number() * IDS_PER_ORDER + numbered.size() + 1);
            entry.properties().forEach(field -> with.set(field.getKey(), field.getValue()));
            numbered.add(with);
        }
        return numbered;
    }

    private static String shown(JsonNode order, String field) {
        return money(amount(text(order, field)));
    }

    private @Nullable String local(@Nullable Instant instant) {
        return at(instant, shops.timeZone());
    }

    private static @Nullable String gmt(@Nullable Instant instant) {
        return at(instant, ZoneOffset.UTC);
    }

    /** Whole seconds, and nothing that tells which zone is meant. */
    private static @Nullable String at(@Nullable Instant instant, ZoneId zone) {
        if (instant == null) {
            return null;
        }
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.SECONDS), zone));
    }
}
