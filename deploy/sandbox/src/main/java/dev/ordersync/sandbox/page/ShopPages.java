package dev.ordersync.sandbox.page;

import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.Place;
import dev.ordersync.sandbox.books.PostSeen;
import dev.ordersync.sandbox.books.Query;
import dev.ordersync.sandbox.books.Slice;
import dev.ordersync.sandbox.books.Totals;
import dev.ordersync.sandbox.fault.Fault;
import dev.ordersync.sandbox.fault.RuleState;
import dev.ordersync.sandbox.shop.CopyViews;
import dev.ordersync.sandbox.shop.Links;
import dev.ordersync.sandbox.shop.Lists;
import dev.ordersync.sandbox.shop.Refusal;
import dev.ordersync.sandbox.shop.Shop;
import dev.ordersync.sandbox.shop.Shops;
import dev.ordersync.sandbox.webhook.Webhooks;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/** What people look at; nothing here changes a shop. */
@Controller
class ShopPages {

    private static final int PAGE_SIZE = 50;

    private final Shops shops;
    private final CopyViews views;
    private final Links links;
    private final Webhooks webhooks;
    private final JsonMapper json;
    private final Clock clock;

    ShopPages(Shops shops, CopyViews views, Links links, Webhooks webhooks, JsonMapper json, Clock clock) {
        this.shops = shops;
        this.views = views;
        this.links = links;
        this.webhooks = webhooks;
        this.json = json;
        this.clock = clock;
    }

    record ShopRow(Shop shop, Totals totals, List<RuleState> switchesOn) {}

    record SwitchRow(RuleState state, RuleForm form) {}

    @GetMapping("/")
    String all(Model model) {
        model.addAttribute("rows", shops.all().stream().map(ShopPages::row).toList());
        model.addAttribute("base", links.base());
        return "shops";
    }

    @GetMapping("/ui/{shop}")
    String orders(@PathVariable String shop, @RequestParam(required = false) @Nullable String cursor, Model model) {
        Shop at = head(shop, model);
        @Nullable Place after = Lists.place(cursor);
        Slice<Copy> page = at.books().list(Query.all(after, PAGE_SIZE));
        model.addAttribute("rows", page.items().stream().map(this::row).toList());
        model.addAttribute("nextCursor", page.nextCursor());
        model.addAttribute("paged", cursor != null);
        return "orders";
    }

    @GetMapping("/ui/{shop}/orders/{id}")
    String order(@PathVariable String shop, @PathVariable String id, Model model) {
        Shop at = head(shop, model);
        Copy copy = at.books()
                .find(id)
                .orElseThrow(() -> new Refusal(404, "no-such-order", "There is no order " + id + " in this shop."));
        model.addAttribute("row", row(copy));
        model.addAttribute("order", json.writerWithDefaultPrettyPrinter().writeValueAsString(views.order(copy)));
        Slice<PostSeen> posts = copy.orderId() == null
                ? new Slice<>(List.of(), null)
                : at.books().posts(copy.orderId(), 0, PAGE_SIZE, true);
        model.addAttribute("posts", posts.items());
        return "order";
    }

    @GetMapping("/ui/{shop}/posts")
    String posts(@PathVariable String shop, @RequestParam(defaultValue = "0") int cursor, Model model) {
        Shop at = head(shop, model);
        Slice<PostSeen> page = at.books().posts(null, cursor, PAGE_SIZE, true);
        model.addAttribute("posts", page.items());
        model.addAttribute("nextCursor", page.nextCursor());
        model.addAttribute("paged", cursor > 0);
        return "posts";
    }

    @GetMapping("/ui/{shop}/switches")
    String switches(@PathVariable String shop, Model model) {
        Shop at = head(shop, model);
        model.addAttribute(
                "rules",
                at.switches().states().stream()
                        .map(state -> new SwitchRow(state, RuleForm.of(state.rule())))
                        .toList());
        model.addAttribute("faults", Fault.values());
        model.addAttribute("webhook", webhooks.target(at.name()).orElse(null));
        model.addAttribute("deliveries", webhooks.deliveries(at.name()));
        return "switches";
    }

    /** What the head of every page of one shop shows. */
    private Shop head(String name, Model model) {
        Shop shop = shops.get(name);
        model.addAttribute("head", row(shop));
        model.addAttribute("base", links.base());
        return shop;
    }

    private static ShopRow row(Shop shop) {
        List<RuleState> on = shop.switches().states().stream()
                .filter(state -> state.left() == null || state.left() > 0)
                .toList();
        return new ShopRow(shop, shop.books().totals(), on);
    }

    private OrderRow row(Copy copy) {
        return OrderRow.of(copy, views.order(copy), copy.isHalfAt(clock.instant()));
    }
}
