package dev.ordersync.sandbox.woo;

import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.Draft;
import dev.ordersync.sandbox.shop.Answer;
import dev.ordersync.sandbox.shop.Damage;
import dev.ordersync.sandbox.shop.Damages;
import dev.ordersync.sandbox.shop.Post;
import dev.ordersync.sandbox.shop.Shop;
import dev.ordersync.sandbox.shop.Voice;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** WooCommerce's words. It knows no key: the same order sent twice is two orders. */
@Component
class WooVoice implements Voice {

    static final String PLATFORM = "woocommerce";

    private final WooRows rows;
    private final Damages damages;
    private final JsonMapper json;

    WooVoice(WooRows rows, Damages damages, JsonMapper json) {
        this.rows = rows;
        this.damages = damages;
        this.json = json;
    }

    @Override
    public String platform() {
        return PLATFORM;
    }

    @Override
    public boolean keepsKeys() {
        return false;
    }

    @Override
    public ObjectNode view(Shop shop, Copy copy, String base) {
        return rows.row(shop, copy);
    }

    @Override
    public Answer created(Shop shop, Copy copy, String base) {
        String location = base + "/shops/" + shop.name() + "/wp-json/wc/v3/orders/" + copy.id();
        return new Answer.Json(201, view(shop, copy, base), Map.of("Location", location));
    }

    @Override
    public Answer createdWithoutId(Shop shop, Copy copy, String base) {
        ObjectNode row = view(shop, copy, base);
        row.remove("id");
        return new Answer.Json(201, row);
    }

    @Override
    public Draft damaged(Post post, Damage damage) {
        String order = switch (damage) {
            case NO_REFERENCE, DRAFT -> post.sent().order();
            case FEWER_LINES, TORN, TORN_EARLY -> damages.halfOf(post.sent().order());
            case EMPTY -> damages.emptied(post.sent().order());
        };
        ObjectNode tree = (ObjectNode) json.readTree(order);
        ObjectNode woo = (ObjectNode) tree.path(WooBody.EXTRAS);
        switch (damage) {
            case NO_REFERENCE -> unnamed(woo);
            case TORN, TORN_EARLY -> torn(tree, woo, damage == Damage.TORN_EARLY);
            case DRAFT -> woo.put("status", "checkout-draft").put("paid", false);
            case FEWER_LINES, EMPTY -> {}
        }
        @Nullable String reference = damage == Damage.NO_REFERENCE ? null : post.reference();
        return new Draft(reference, post.orderId(), tree.toString(), null);
    }

    private static void unnamed(ObjectNode woo) {
        woo.put("transaction_id", "").put("created_via", "rest-api").putArray("meta_data");
    }

    /** The order's row with the transaction id is written first, then where it came from, then the meta fields, then lines. */
    private static void torn(ObjectNode tree, ObjectNode woo, boolean early) {
        tree.put("total", "0.00").put("shipping", "0.00");
        woo.put("status", "pending").put("paid", false);
        woo.putArray("shipping_lines");
        woo.putArray("fee_lines");
        if (early) {
            tree.putArray("lines");
            woo.put("created_via", "").putArray("meta_data");
        }
    }

    @Override
    public Answer refused() {
        return WooError.badParameter("billing", "Invalid email address.").answer();
    }

    @Override
    public Answer refusedWithDraft(Copy draft) {
        return WooError.of(
                        400,
                        "woocommerce_rest_invalid_coupon",
                        "Coupon does not exist!",
                        Map.of("new_draft_order_id", draft.number()))
                .answer();
    }

    /** The shop itself has no limit of rate: this is its host's. */
    @Override
    public Answer throttled() {
        return new Answer.Html(429, "<html><body>429 Too Many Requests</body></html>", Map.of("Retry-After", "2"));
    }

    @Override
    public Answer unauthorized() {
        return WooKeys.denied("Consumer key is invalid.");
    }

    @Override
    public Answer nonceUsed() {
        return WooKeys.denied("Invalid nonce - nonce has already been used.");
    }

    @Override
    public Answer broken() {
        return WooError.critical().answer();
    }

    @Override
    public Answer full(String why) {
        return WooError.critical().answer();
    }
}
