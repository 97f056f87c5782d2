package dev.ordersync.sandbox.page;

import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.shop.Merchant;
import dev.ordersync.sandbox.shop.Refusal;
import dev.ordersync.sandbox.shop.Shop;
import dev.ordersync.sandbox.shop.Shops;
import dev.ordersync.sandbox.webhook.Webhooks;
import java.net.URI;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What people press: the merchant's hand and the switches. Each answers with a redirect to where the result shows. */
@Controller
@RequestMapping("/ui")
class ShopForms {

    private final Shops shops;
    private final Merchant merchant;
    private final Webhooks webhooks;
    private final JsonMapper json;

    ShopForms(Shops shops, Merchant merchant, Webhooks webhooks, JsonMapper json) {
        this.shops = shops;
        this.merchant = merchant;
        this.webhooks = webhooks;
        this.json = json;
    }

    @PostMapping("/open")
    String open(@RequestParam String name) {
        return to(shops.get(name.strip()), "");
    }

    @PostMapping("/{shop}/orders")
    String enter(@PathVariable String shop, @ModelAttribute HandForm form) {
        Shop at = shops.get(shop);
        Copy copy = merchant.enter(at, form.order(json));
        return to(at, "/orders/" + copy.id());
    }

    @PostMapping("/{shop}/orders/{id}/act")
    String act(@PathVariable String shop, @PathVariable String id, @RequestParam Merchant.Act act) {
        Shop at = shops.get(shop);
        merchant.act(at, id, act);
        return to(at, "/orders/" + id);
    }

    @PostMapping("/{shop}/orders/{id}/edit")
    String edit(@PathVariable String shop, @PathVariable String id, @RequestParam String order) {
        Shop at = shops.get(shop);
        merchant.edit(at, id, parsed(order));
        return to(at, "/orders/" + id);
    }

    @PostMapping("/{shop}/orders/{id}/delete")
    String delete(@PathVariable String shop, @PathVariable String id) {
        Shop at = shops.get(shop);
        merchant.delete(at, id);
        return to(at, "");
    }

    @PostMapping("/{shop}/rules")
    String addRule(@PathVariable String shop, @ModelAttribute RuleForm form) {
        Shop at = shops.get(shop);
        try {
            at.switches().add(form.rule());
        } catch (IllegalArgumentException e) {
            throw new Refusal(422, "bad-rule", String.valueOf(e.getMessage()));
        }
        return to(at, "/switches");
    }

    /** Names the rule by what it says, so that a page from before cannot remove another one. */
    @PostMapping("/{shop}/rules/remove")
    String removeRule(@PathVariable String shop, @ModelAttribute RuleForm form) {
        Shop at = shops.get(shop);
        if (!at.switches().remove(form.rule())) {
            throw new Refusal(409, "no-such-rule", "This rule is not there any more.");
        }
        return to(at, "/switches");
    }

    @PostMapping("/{shop}/rules/clear")
    String clearRules(@PathVariable String shop) {
        Shop at = shops.get(shop);
        at.switches().set(List.of(), null);
        return to(at, "/switches");
    }

    @PostMapping("/{shop}/clear")
    String clear(@PathVariable String shop, @RequestParam String name) {
        Shop at = shops.get(shop);
        if (!at.name().equals(name.strip())) {
            throw new Refusal(422, "not-confirmed", "Nothing was emptied: the name typed is not this shop's.");
        }
        at.books().clear();
        return to(at, "");
    }

    @PostMapping("/{shop}/webhook")
    String webhook(
            @PathVariable String shop,
            @RequestParam(defaultValue = "http") String platform,
            @RequestParam String url,
            @RequestParam String secret) {
        Shop at = shops.get(shop);
        try {
            webhooks.set(at.name(), platform, URI.create(url.strip()), secret.strip());
        } catch (IllegalArgumentException e) {
            throw new Refusal(422, "bad-webhook", String.valueOf(e.getMessage()));
        }
        return to(at, "/switches");
    }

    @PostMapping("/{shop}/webhook/off")
    String webhookOff(@PathVariable String shop) {
        Shop at = shops.get(shop);
        webhooks.off(at.name());
        return to(at, "/switches");
    }

    private JsonNode parsed(String order) {
        try {
            if (json.readTree(order) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException _) {
            // Not JSON at all is refused like JSON that is no object.
        }
        throw new Refusal(422, "bad-order", "Nothing was changed: the text is not a JSON object.");
    }

    private static String to(Shop shop, String page) {
        return "redirect:/ui/" + shop.name() + page;
    }
}
