package dev.ordersync.scenario.simulation;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.matching.Matcher;
import dev.ordersync.order.Actor;
import dev.ordersync.order.OrderId;
import dev.ordersync.platform.Platforms;
import dev.ordersync.problem.Refusal;
import dev.ordersync.resolution.Cancel;
import dev.ordersync.resolution.Desk;
import dev.ordersync.resolution.Dismiss;
import dev.ordersync.resolution.FactsReader;
import dev.ordersync.resolution.Link;
import dev.ordersync.resolution.Press;
import dev.ordersync.resolution.Retry;
import dev.ordersync.resolution.Target;
import dev.ordersync.resolution.Unlink;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People at the console, who press whatever may be pressed, and what may not. */
final class Operators {
    private static final Caller ADMIN = new Caller(Actor.user("ann"), Role.ADMIN, null);

    private final Life life;
    private final String process;
    private final Retry retry;
    private final Link link;
    private final Unlink unlink;
    private final Dismiss dismiss;
    private final Cancel cancel;

    Operators(
            Life life,
            String process,
            JdbcClient jdbc,
            StoreDirectory stores,
            StoreHealth health,
            Platforms platforms,
            Matcher matcher,
            Clock clock) {
        this.life = life;
        this.process = process;
        var desk = new Desk(jdbc, stores, clock, () -> {});
        this.retry = new Retry(desk);
        this.link = new Link(desk, platforms, health, clock, matcher);
        this.unlink = new Unlink(desk);
        this.dismiss = new Dismiss(desk);
        this.cancel = new Cancel(desk);
    }

    private record Chosen(
            OrderId id, KnownOrder known, @Nullable String copy) {}

    void press() {
        var chosen = choose();
        if (chosen == null) {
            return;
        }
        boolean force = life.happens(life.profile().forces() / 3);
        var press = new Press(ADMIN, null, force, "as I say");
        int button = life.random().nextInt(10);
        var name =
                button < 4 ? "retry" : button < 6 ? "link" : button < 7 ? "unlink" : button < 9 ? "dismiss" : "cancel";
        String answer;
        try {
            switch (name) {
                case "retry" -> retry(chosen, press);
                case "link" -> link(chosen, new Press(ADMIN, null, false, null));
                case "unlink" -> unlink.press(chosen.id(), new Press(ADMIN, null, false, "wrong"));
                case "dismiss" -> dismiss(chosen, press);
                default -> cancel(chosen, new Press(ADMIN, null, false, "not wanted"));
            }
            answer = "done";
        } catch (Refusal refusal) {
            answer = refusal.code();
        } catch (DataAccessException e) {
            answer = "500";
        }
        life.trace(
                process,
                "Ann presses " + name + (force ? ", forced," : "") + " on " + chosen.known().id + ": " + answer);
    }

    private void retry(Chosen chosen, Press press) {
        var known = chosen.known();
        boolean before = known.forced;
        var cancelled = known.cancelledAt;
        if (press.force()) {
            known.forced = true;
        }
        known.cancelledAt = null;
        try {
            retry.press(chosen.id(), press);
        } catch (Refusal refusal) {
            known.forced = before;
            known.cancelledAt = cancelled;
            throw refusal;
        }
    }

    private void link(Chosen chosen, Press press) {
        var copy = chosen.copy();
        if (copy != null) {
            link.press(chosen.id(), new Target(copy, null), press);
            chosen.known().cancelledAt = null;
        }
    }

    private void dismiss(Chosen chosen, Press press) {
        var copy = chosen.copy();
        if (copy != null) {
            boolean fresh = chosen.known().dismissed.add(copy);
            try {
                dismiss.press(chosen.id(), copy, press);
            } catch (Refusal refusal) {
                if (fresh) {
                    chosen.known().dismissed.remove(copy);
                }
                throw refusal;
            }
        }
    }

    private void cancel(Chosen chosen, Press press) {
        cancel.press(chosen.id(), press);
        chosen.known().cancelledAt = life.now();
    }

    /** Some order, and some copy that a person might take for it. */
    private @Nullable Chosen choose() {
        var rows = SimulatedDatabase.get()
                .oracle()
                .sql("SELECT id, ext_id FROM orders ORDER BY id")
                .query((row, _) -> java.util.Map.entry(row.getLong("id"), row.getString("ext_id")))
                .list();
        if (rows.isEmpty()) {
            return null;
        }
        var row = rows.get(life.random().nextInt(rows.size()));
        var known = life.oracle().order(row.getValue());
        var id = new OrderId(row.getKey());
        var copies = new FactsReader(SimulatedDatabase.get().oracle()).get(id).copies();
        var copy = copies.isEmpty() || life.random().nextInt(4) == 0
                ? life.someCopy(known.store)
                : copies.get(life.random().nextInt(copies.size())).platformOrderId();
        return new Chosen(id, known, copy);
    }
}
