package dev.ordersync.scenario.simulation;

import dev.ordersync.order.OrderJson;
import dev.ordersync.platform.Copy;
import java.math.BigDecimal;
import java.util.List;

/** The merchant's hand in the shop. It never deletes without a trace: then nobody can tell (case B8). */
final class Merchant {
    private final Life life;

    Merchant(Life life) {
        this.life = life;
    }

    void acts() {
        var keys = life.storeKeys();
        var key = keys.get(life.random().nextInt(keys.size()));
        var books = life.books(key);
        var all = books.all();
        int what = life.random().nextInt(10);
        if (what < 3) {
            sells(books, key);
        } else if (!all.isEmpty()) {
            var entry = life.random().nextBoolean()
                    ? all.getLast()
                    : all.get(life.random().nextInt(all.size()));
            life.trace("merchant", "touches " + entry.copy().id() + ", " + what);
            books.change(touched(entry, what), life.now());
        }
    }

    private ShopBooks.Entry touched(ShopBooks.Entry entry, int what) {
        return switch (what) {
            case 3 -> entry.with(Copy.Status.CANCELLED);
            case 4 -> entry.with(Copy.Status.TRASHED);
            case 5 -> entry.copy().reference() == null ? entry : entry.edited(edited(entry), life.now());
            default -> entry.copy().status() == Copy.Status.OPEN ? entry.with(Copy.Status.FULFILLED) : entry;
        };
    }

    private static Copy.Content edited(ShopBooks.Entry entry) {
        return ShopBooks.withLines(
                entry.copy().content(), new BigDecimal("28.10"), List.of(new Copy.Line("TEE-1", "Tee 1", 1)));
    }

    /** To a stranger, or what a customer of ours ordered, typed in by hand. */
    private void sells(ShopBooks books, String key) {
        int person = life.random().nextInt(4) == 0 ? 1 + life.random().nextInt(4) : 9;
        var body = SimulatedOrders.body("hand-" + life.now().toEpochMilli(), key, person);
        var id = books.nextId();
        books.save(id, OrderJson.read(body), null, null, false, life.now());
        life.trace("merchant", "types in " + id + " for customer " + person);
    }
}
