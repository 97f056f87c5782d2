package dev.ordersync.scenario.simulation;

import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.problem.Refusal;
import dev.ordersync.resolution.FactsReader;
import dev.ordersync.resolution.KnownCopy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * People at the console. Mostly they press what an order's status asks for, sometimes anything. They see the shop as it
 * is: no copy without a reference that is another order's is voided by them, since no rule could stop that.
 */
final class Operators {
    private final Life life;
    private final String process;
    private final Buttons buttons;
    private final FactsReader facts;

    Operators(Life life, String process, Buttons buttons) {
        this.life = life;
        this.process = process;
        this.buttons = buttons;
        this.facts = new FactsReader(life.database().oracle());
    }

    private record Row(long id, String ext, OrderStatus status) {}

    void press() {
        var rows = life.database()
                .oracle()
                .sql("SELECT id, ext_id, status FROM orders ORDER BY id")
                .query((row, _) ->
                        new Row(row.getLong("id"), row.getString("ext_id"), OrderStatus.of(row.getString("status"))))
                .list();
        if (rows.isEmpty()) {
            return;
        }
        var open =
                rows.stream().filter(row -> row.status() != OrderStatus.SYNCED).toList();
        var among = open.isEmpty() || life.random().nextInt(3) == 0 ? rows : open;
        var row = among.get(life.random().nextInt(among.size()));
        var order = life.oracle().order(row.ext());
        var id = new OrderId(row.id());
        var button = choose(row.status());
        var copy = button.isAboutATwin() ? twin(id) : copy(id, order);
        if (button.voids() && copy != null && !isFor(order, copy)) {
            button = Buttons.Button.DISMISS;
        }
        boolean force = life.happens(Chance.FORCE) && button.mayBeForced();
        life.trace(process, "Ann presses " + button + (force ? ", forced," : "") + " on " + order.id + " " + copy);
        String answer;
        try {
            buttons.press(button, id, order, copy, force);
            answer = "done";
        } catch (Refusal refusal) {
            answer = refusal.code();
        } catch (DataAccessException e) {
            answer = "500";
        }
        life.trace(process, "Ann, who pressed " + button + " on " + order.id + ", is told: " + answer);
    }

    private Buttons.Button choose(OrderStatus status) {
        var all = List.of(Buttons.Button.values());
        var likely = life.random().nextInt(5) == 0 ? all : Buttons.Button.likelyFor(status);
        return likely.get(life.random().nextInt(likely.size()));
    }

    private boolean isFor(KnownOrder order, String copy) {
        return life.books(order.store)
                .find(copy)
                .filter(entry -> order.id.equals(entry.origin()) || entry.copy().reference() != null)
                .isPresent();
    }

    private @Nullable String copy(OrderId id, KnownOrder order) {
        var known =
                facts.get(id).copies().stream().map(KnownCopy::platformOrderId).toList();
        return known.isEmpty() || life.random().nextInt(5) == 0
                ? life.someCopy(order.store)
                : known.get(life.random().nextInt(known.size()));
    }

    private @Nullable String twin(OrderId id) {
        var twins = life.database()
                .oracle()
                .sql("SELECT platform_order_id FROM twins WHERE order_id = :id ORDER BY platform_order_id")
                .param("id", id.value())
                .query(String.class)
                .list();
        return twins.isEmpty() ? null : twins.get(life.random().nextInt(twins.size()));
    }
}
