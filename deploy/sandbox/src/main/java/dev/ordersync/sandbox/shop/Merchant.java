package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.CopyStatus;
import dev.ordersync.sandbox.books.Draft;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What a merchant does to orders in the shop's own back office, where no idempotency key is known. */
@Component
public class Merchant {

    private final Announcer announcer;
    private final Links links;
    private final Clock clock;

    Merchant(Announcer announcer, Links links, Clock clock) {
        this.announcer = announcer;
        this.links = links;
        this.clock = clock;
    }

    /** Something that is done to one order. */
    public enum Act {
        CANCEL,
        TRASH,
        /** Takes an order back from the trash, or from having been cancelled or fulfilled. */
        REOPEN,
        FULFIL,
        MARK_TEST
    }

    /** Types an order in by hand: it carries no reference. */
    public Copy enter(Shop shop, JsonNode order) {
        var draft = new Draft(null, Post.orderIdIn(order), order.toString(), null);
        Copy copy = shop.books().save(draft, clock.instant());
        announcer.created(shop, copy, links.base());
        return copy;
    }

    public Copy act(Shop shop, String id, Act act) {
        return shop.books()
                .change(id, copy -> switch (act) {
                    case CANCEL -> copy.withStatus(CopyStatus.CANCELLED);
                    case TRASH -> copy.withStatus(CopyStatus.TRASHED);
                    case REOPEN -> copy.withStatus(CopyStatus.OPEN);
                    case FULFIL -> copy.withStatus(CopyStatus.FULFILLED);
                    case MARK_TEST -> copy.asTest();
                })
                .orElseThrow(() -> ShopApi.noSuchOrder(id));
    }

    /** Replaces what is in an order. */
    public Copy edit(Shop shop, String id, JsonNode order) {
        Instant now = clock.instant();
        return shop.books()
                .change(id, copy -> copy.edited(order.toString(), now))
                .orElseThrow(() -> ShopApi.noSuchOrder(id));
    }

    /** Removes an order for good, past what the platform's API would refuse. */
    public void delete(Shop shop, String id) {
        if (!shop.books().delete(id)) {
            throw ShopApi.noSuchOrder(id);
        }
    }
}
