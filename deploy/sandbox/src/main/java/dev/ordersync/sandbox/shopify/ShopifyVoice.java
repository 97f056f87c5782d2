package dev.ordersync.sandbox.shopify;

import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.Draft;
import dev.ordersync.sandbox.shop.Answer;
import dev.ordersync.sandbox.shop.Damage;
import dev.ordersync.sandbox.shop.Damages;
import dev.ordersync.sandbox.shop.Post;
import dev.ordersync.sandbox.shop.Shop;
import dev.ordersync.sandbox.shop.Voice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Shopify's words. It knows no key; what is unique is the value of a metafield. */
@Component
class ShopifyVoice implements Voice {

    static final String PLATFORM = "shopify";

    private final OrderRows rows;
    private final Damages damages;
    private final JsonMapper json;

    ShopifyVoice(OrderRows rows, Damages damages, JsonMapper json) {
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

    /** As the webhook shows it, which has the form of the older API. */
    @Override
    public Object view(Shop shop, Copy copy, String base) {
        return rows.message(copy);
    }

    @Override
    public Answer created(Shop shop, Copy copy, String base) {
        return Said.made(rows.row(copy));
    }

    /** An order always has an id: what can be missing is the order. */
    @Override
    public Answer createdWithoutId(Shop shop, Copy copy, String base) {
        return Said.nothing();
    }

    @Override
    public Draft damaged(Post post, Damage damage) {
        String order = switch (damage) {
            case NO_REFERENCE, DRAFT -> post.sent().order();
            case FEWER_LINES, TORN, TORN_EARLY -> damages.halfOf(post.sent().order());
            case EMPTY -> damages.emptied(post.sent().order());
        };
        ObjectNode tree = (ObjectNode) json.readTree(order);
        if (tree.path(OrderInput.EXTRAS) instanceof ObjectNode extras) {
            if (damage == Damage.NO_REFERENCE) {
                extras.remove(List.of("sourceIdentifier", "tags", "metafields", "customAttributes"));
            } else if (damage == Damage.TORN_EARLY) {
                extras.remove(List.of("tags", "metafields"));
            }
        }
        @Nullable String reference = damage == Damage.NO_REFERENCE ? null : post.reference();
        return new Draft(reference, post.orderId(), tree.toString(), null);
    }

    @Override
    public Answer refused() {
        return Said.userError("INVALID", List.of("order", "lineItems", "0", "sku"), "Sku is not sold here");
    }

    @Override
    public Answer refusedWithDraft(Copy draft) {
        return Said.userError("INVALID", List.of("order", "discountCode"), "Discount code is not known");
    }

    @Override
    public Answer throttled() {
        return Said.error(Said.THROTTLED, "Throttled");
    }

    @Override
    public Answer unauthorized() {
        return Said.unauthorized();
    }

    /** The nearest that Shopify has: this reference came before. */
    @Override
    public Answer nonceUsed() {
        return OrderInput.taken();
    }

    @Override
    public Answer broken() {
        return Said.error(Said.BROKEN, "Internal error. Looks like something went wrong on our end.");
    }

    @Override
    public Answer full(String why) {
        return Said.error(Said.BROKEN, why);
    }
}
