package dev.ordersync.sandbox.woo;

import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.CopyStatus;
import dev.ordersync.sandbox.fault.Fault;
import dev.ordersync.sandbox.fault.Occasion;
import dev.ordersync.sandbox.shop.Answer;
import dev.ordersync.sandbox.shop.Counter;
import dev.ordersync.sandbox.shop.Links;
import dev.ordersync.sandbox.shop.Post;
import dev.ordersync.sandbox.shop.Sender;
import dev.ordersync.sandbox.shop.Shop;
import dev.ordersync.sandbox.shop.Shops;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders: made, listed, read, changed, thrown away. */
@RestController
@RequestMapping("/shops/{shop}/wp-json/wc/v3/orders")
class WooOrdersApi {

    private final Shops shops;
    private final Counter counter;
    private final WooBody bodies;
    private final WooLists lists;
    private final WooRows rows;
    private final WooVoice voice;
    private final WooChanges changes;
    private final Links links;
    private final Sender sender;

    WooOrdersApi(
            Shops shops,
            Counter counter,
            WooBody bodies,
            WooLists lists,
            WooRows rows,
            WooVoice voice,
            WooChanges changes,
            Links links,
            Sender sender) {
        this.shops = shops;
        this.counter = counter;
        this.bodies = bodies;
        this.lists = lists;
        this.rows = rows;
        this.voice = voice;
        this.changes = changes;
        this.links = links;
        this.sender = sender;
    }

    @PostMapping
    void create(@PathVariable String shop, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Shop at = shops.get(shop);
        boolean old = at.switches().stands(Fault.OLD_SHOP);
        Post post = bodies.post(bytes(request), request.getContentType(), old, voice, links.base());
        sender.send(counter.take(at, post), response);
    }

    @GetMapping
    void list(@PathVariable String shop, @RequestParam Map<String, String> asked, HttpServletResponse response)
            throws IOException {
        sender.send(lists.answer(shops.get(shop), asked), response);
    }

    /** What is in the trash is still there for whoever knows its id. */
    @GetMapping("/{id}")
    void read(@PathVariable String shop, @PathVariable String id, HttpServletResponse response) throws IOException {
        Shop at = shops.get(shop);
        Copy copy = at.books().find(id).orElseThrow(() -> WooError.noSuchOrder(404));
        sender.send(new Answer.Json(200, rows.row(at, copy)), response);
    }

    /** A POST to an order that is there changes it, as a PUT does; for one that is not there both answer 400. */
    @RequestMapping(
            path = "/{id}",
            method = {RequestMethod.PUT, RequestMethod.POST})
    void change(
            @PathVariable String shop,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Shop at = shops.get(shop);
        Copy copy = at.books().find(id).orElseThrow(() -> WooError.noSuchOrder(400));
        Fault fault = faultOn(at, copy);
        if (fault == Fault.DELETE_LOST) {
            sender.send(new Answer.Silence(null), response);
            return;
        }
        var wanted = bodies.parsed(bytes(request), request.getContentType());
        Copy changed = at.books()
                .change(id, present -> changes.apply(present, wanted))
                .orElseThrow(() -> WooError.noSuchOrder(400));
        sender.send(
                fault == Fault.DELETE_SILENT ? new Answer.Silence(null) : new Answer.Json(200, rows.row(at, changed)),
                response);
    }

    /** Into the trash, or away for good; the answer shows the order as it was. Its stock stays taken. */
    @DeleteMapping("/{id}")
    void delete(
            @PathVariable String shop,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean force,
            HttpServletResponse response)
            throws IOException {
        Shop at = shops.get(shop);
        Copy copy = at.books().find(id).orElseThrow(() -> WooError.noSuchOrder(404));
        Fault fault = faultOn(at, copy);
        if (fault == Fault.DELETE_REFUSED) {
            throw WooError.of(
                    403, "woocommerce_rest_cannot_delete", "Sorry, you are not allowed to delete this resource.");
        }
        if (!force && copy.status() == CopyStatus.TRASHED) {
            throw WooError.of(410, "woocommerce_rest_already_trashed", "The order has already been deleted.");
        }
        Answer before = new Answer.Json(200, rows.row(at, copy));
        if (fault != Fault.DELETE_LOST) {
            throwAway(at, id, force);
        }
        boolean silent = fault == Fault.DELETE_SILENT || fault == Fault.DELETE_LOST;
        sender.send(silent ? new Answer.Silence(null) : before, response);
    }

    private static void throwAway(Shop shop, String id, boolean force) {
        if (force) {
            shop.books().delete(id);
        } else {
            shop.books().change(id, copy -> copy.withStatus(CopyStatus.TRASHED));
        }
    }

    private static Fault faultOn(Shop shop, Copy copy) {
        return shop.switches()
                .onOther(Occasion.VOID, copy.orderId())
                .map(struck -> struck.fault())
                .orElse(Fault.NORMAL);
    }

    private static byte[] bytes(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(Post.MAX_BODY_BYTES + 1);
        if (bytes.length > Post.MAX_BODY_BYTES) {
            throw WooError.of(413, "rest_too_large", "The body is too large.");
        }
        return bytes;
    }
}
