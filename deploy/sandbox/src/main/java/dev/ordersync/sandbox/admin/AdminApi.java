package dev.ordersync.sandbox.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.PostSeen;
import dev.ordersync.sandbox.books.Query;
import dev.ordersync.sandbox.books.Slice;
import dev.ordersync.sandbox.books.Totals;
import dev.ordersync.sandbox.shop.CopyView;
import dev.ordersync.sandbox.shop.CopyViews;
import dev.ordersync.sandbox.shop.Links;
import dev.ordersync.sandbox.shop.Lists;
import dev.ordersync.sandbox.shop.Merchant;
import dev.ordersync.sandbox.shop.Refusal;
import dev.ordersync.sandbox.shop.Shop;
import dev.ordersync.sandbox.shop.Shops;
import dev.ordersync.sandbox.webhook.Delivery;
import dev.ordersync.sandbox.webhook.Webhooks;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What tests and launchers use: the truth of the books, the switches, the merchant's hand. It asks for no token. */
@RestController
@RequestMapping("/admin/shops")
class AdminApi {

    private static final int MAX_LIMIT = 10_000;
    private static final String USUAL_LIMIT = "1000";

    private final Shops shops;
    private final Merchant merchant;
    private final CopyViews views;
    private final Links links;
    private final Webhooks webhooks;

    AdminApi(Shops shops, Merchant merchant, CopyViews views, Links links, Webhooks webhooks) {
        this.shops = shops;
        this.merchant = merchant;
        this.views = views;
        this.links = links;
        this.webhooks = webhooks;
    }

    record Summary(String shop, String id, Totals totals) {
        static Summary of(Shop shop) {
            return new Summary(shop.name(), shop.id(), shop.books().totals());
        }
    }

    record AllShops(List<Summary> shops) {}

    /** The contract’s copy, and beside its fields what only the books know. */
    record CopyLine(@Nullable String orderId, @JsonUnwrapped CopyView copy) {}

    record Copies(List<CopyLine> orders, @Nullable String nextCursor) {}

    record Posts(List<PostSeen> posts, @Nullable String nextCursor) {}

    record OrderBody(@Nullable ObjectNode order) {}

    record WebhookBody(
            @Nullable String platform,
            @Nullable URI url,
            @Nullable String secret) {}

    record WebhookState(@Nullable URI url, List<Delivery> deliveries) {}

    @GetMapping
    AllShops all() {
        return new AllShops(shops.all().stream().map(Summary::of).toList());
    }

    @GetMapping("/{shop}")
    Summary summary(@PathVariable String shop) {
        return Summary.of(shops.get(shop));
    }

    /** Forgets every copy, key and POST; the switches stay as they are. */
    @DeleteMapping("/{shop}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear(@PathVariable String shop) {
        shops.get(shop).books().clear();
    }

    @GetMapping("/{shop}/faults")
    FaultsBody faults(@PathVariable String shop) {
        return FaultsBody.of(shops.get(shop).switches().states());
    }

    @PutMapping("/{shop}/faults")
    FaultsBody setFaults(@PathVariable String shop, @RequestBody FaultsBody body) {
        Shop at = shops.get(shop);
        try {
            at.switches().set(body.parsed(), body.seed());
        } catch (IllegalArgumentException e) {
            throw new Refusal(422, "bad-rule", String.valueOf(e.getMessage()));
        }
        return FaultsBody.of(at.switches().states());
    }

    @GetMapping("/{shop}/orders")
    Copies orders(
            @PathVariable String shop,
            @RequestParam(required = false) @Nullable String orderId,
            @RequestParam(required = false) @Nullable String reference,
            @RequestParam(defaultValue = USUAL_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Shop at = shops.get(shop);
        var query = new Query(reference, orderId, null, null, Lists.place(cursor), checked(limit));
        Slice<Copy> page = at.books().list(query);
        String base = links.base();
        return new Copies(
                page.items().stream()
                        .map(copy -> new CopyLine(copy.orderId(), views.of(at, copy, base)))
                        .toList(),
                page.nextCursor());
    }

    /** Every POST by key, in the order of first arrival. */
    @GetMapping("/{shop}/posts")
    Posts posts(
            @PathVariable String shop,
            @RequestParam(required = false) @Nullable String orderId,
            @RequestParam(defaultValue = USUAL_LIMIT) int limit,
            @RequestParam(defaultValue = "0") int cursor) {
        Slice<PostSeen> page = shops.get(shop).books().posts(orderId, cursor, checked(limit), false);
        return new Posts(page.items(), page.nextCursor());
    }

    @PostMapping("/{shop}/orders")
    @ResponseStatus(HttpStatus.CREATED)
    CopyView enter(@PathVariable String shop, @RequestBody OrderBody body) {
        Shop at = shops.get(shop);
        return views.of(at, merchant.enter(at, order(body)), links.base());
    }

    @PutMapping("/{shop}/orders/{id}")
    CopyView edit(@PathVariable String shop, @PathVariable String id, @RequestBody OrderBody body) {
        Shop at = shops.get(shop);
        return views.of(at, merchant.edit(at, id, order(body)), links.base());
    }

    /** {@code cancel}, {@code trash}, {@code reopen}, {@code fulfil} or {@code mark-test}. */
    @PostMapping("/{shop}/orders/{id}/{act}")
    CopyView act(@PathVariable String shop, @PathVariable String id, @PathVariable String act) {
        Shop at = shops.get(shop);
        return views.of(at, merchant.act(at, id, actNamed(act)), links.base());
    }

    @DeleteMapping("/{shop}/orders/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String shop, @PathVariable String id) {
        merchant.delete(shops.get(shop), id);
    }

    @GetMapping("/{shop}/webhook")
    WebhookState webhook(@PathVariable String shop) {
        String name = shops.get(shop).name();
        return new WebhookState(webhooks.target(name).orElse(null), webhooks.deliveries(name));
    }

    @PutMapping("/{shop}/webhook")
    WebhookState setWebhook(@PathVariable String shop, @RequestBody WebhookBody body) {
        String name = shops.get(shop).name();
        if (body.url() == null || body.secret() == null) {
            throw new Refusal(422, "bad-webhook", "A webhook has a url and a secret.");
        }
        try {
            webhooks.set(name, body.platform() == null ? "http" : body.platform(), body.url(), body.secret());
        } catch (IllegalArgumentException e) {
            throw new Refusal(422, "bad-webhook", String.valueOf(e.getMessage()));
        }
        return webhook(name);
    }

    @DeleteMapping("/{shop}/webhook")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void webhookOff(@PathVariable String shop) {
        webhooks.off(shops.get(shop).name());
    }

    private static Merchant.Act actNamed(String word) {
        try {
            return Merchant.Act.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException _) {
            throw new Refusal(
                    404, "no-such-act", "Orders can be cancelled, trashed, reopened, fulfilled, marked test.");
        }
    }

    private static ObjectNode order(OrderBody body) {
        if (body.order() == null) {
            throw new Refusal(422, "order-missing", "The body has no order.");
        }
        return body.order();
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new Refusal(422, "bad-limit", "limit must be 1 to " + MAX_LIMIT + ".");
        }
        return limit;
    }
}
