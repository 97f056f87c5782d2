package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.CopyStatus;
import dev.ordersync.sandbox.fault.Fault;
import dev.ordersync.sandbox.fault.Occasion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The {@code http} platform contract; {@code {baseUrl}} is {@code /shops/{shop}}. */
@RestController
@RequestMapping("/shops/{shop}")
class ShopApi {

    private final Shops shops;
    private final Counter counter;
    private final Lists lists;
    private final CopyViews views;
    private final HttpVoice voice;
    private final Links links;
    private final Sender sender;
    private final JsonMapper json;

    ShopApi(
            Shops shops,
            Counter counter,
            Lists lists,
            CopyViews views,
            HttpVoice voice,
            Links links,
            Sender sender,
            JsonMapper json) {
        this.shops = shops;
        this.counter = counter;
        this.lists = lists;
        this.views = views;
        this.voice = voice;
        this.links = links;
        this.sender = sender;
        this.json = json;
    }

    @PostMapping("/orders")
    void post(
            @PathVariable String shop,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Post post = Post.read(key, request.getInputStream(), voice, links.base(), json);
        sender.send(counter.take(shops.get(shop), post), response);
    }

    @GetMapping("/orders")
    void list(
            @PathVariable String shop,
            @RequestParam(required = false) @Nullable String reference,
            @RequestParam(required = false) @Nullable OffsetDateTime createdAfter,
            @RequestParam(required = false) @Nullable OffsetDateTime createdBefore,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletResponse response)
            throws IOException {
        var asked = new Lists.Asked(reference, createdAfter, createdBefore, limit, cursor);
        sender.send(lists.answer(shops.get(shop), asked, links.base()), response);
    }

    @GetMapping("/orders/{id}")
    CopyView order(@PathVariable String shop, @PathVariable String id) {
        Shop at = shops.get(shop);
        return views.of(at, get(at, id), links.base());
    }

    /** An order that has left the house can't be deleted or cancelled any more. */
    @DeleteMapping("/orders/{id}")
    void delete(@PathVariable String shop, @PathVariable String id, HttpServletResponse response) throws IOException {
        Shop at = shops.get(shop);
        Copy copy = get(at, id);
        Fault fault = faultOn(at, copy);
        if (fault == Fault.DELETE_REFUSED) {
            throw new Refusal(409, "not-deletable", "This shop doesn't delete orders; cancel it instead.");
        }
        if (fault == Fault.DELETE_LOST) {
            sender.send(new Answer.Silence(null), response);
            return;
        }
        refuseIfFulfilled(copy);
        if (!at.books().delete(id)) {
            throw noSuchOrder(id);
        }
        if (fault == Fault.DELETE_SILENT) {
            sender.send(new Answer.Silence(null), response);
        } else {
            response.setStatus(HttpStatus.NO_CONTENT.value());
        }
    }

    @PostMapping("/orders/{id}/cancel")
    void cancel(@PathVariable String shop, @PathVariable String id, HttpServletResponse response) throws IOException {
        Shop at = shops.get(shop);
        Fault fault = faultOn(at, get(at, id));
        if (fault == Fault.DELETE_LOST) {
            sender.send(new Answer.Silence(null), response);
            return;
        }
        Copy cancelled = at.books()
                .change(id, copy -> {
                    refuseIfFulfilled(copy);
                    return copy.withStatus(CopyStatus.CANCELLED);
                })
                .orElseThrow(() -> noSuchOrder(id));
        sender.send(
                fault == Fault.DELETE_SILENT
                        ? new Answer.Silence(null)
                        : new Answer.Json(HttpStatus.OK.value(), views.of(at, cancelled, links.base())),
                response);
    }

    @GetMapping("/shop")
    Map<String, String> shop(@PathVariable String shop) {
        Shop at = shops.get(shop);
        boolean another = at.switches().onOther(Occasion.SHOP, null).isPresent();
        return Map.of("id", another ? at.id() + "-other" : at.id(), "name", another ? "Another shop" : "Shop " + shop);
    }

    private static Fault faultOn(Shop shop, Copy copy) {
        return shop.switches()
                .onOther(Occasion.VOID, copy.orderId())
                .map(struck -> struck.fault())
                .orElse(Fault.NORMAL);
    }

    private static Copy get(Shop shop, String id) {
        return shop.books().find(id).orElseThrow(() -> noSuchOrder(id));
    }

    private static void refuseIfFulfilled(Copy copy) {
        if (copy.status() == CopyStatus.FULFILLED) {
            throw new Refusal(409, "fulfilled", "Order " + copy.id() + " has been fulfilled.");
        }
    }

    static Refusal noSuchOrder(String id) {
        return new Refusal(404, "no-such-order", "There is no order " + id + ".");
    }
}
