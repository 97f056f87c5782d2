package dev.ordersync.scenario;

import static dev.ordersync.scenario.Presses.asked;

import dev.ordersync.order.OrderId;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.resolution.IfNotDeletable;
import dev.ordersync.resolution.Resync;
import java.util.List;
import org.junit.jupiter.api.AutoClose;

/** Copies that are taken out of the shop. */
abstract class VoidingFixture {
    /** The first that the shop made. */
    static final PlatformOrderId COPY = new PlatformOrderId("1000");

    @AutoClose
    final SyncScenario scenario = new SyncScenario();

    void resync(OrderId order, IfNotDeletable ifNotDeletable) {
        scenario.resync().press(order, Resync.Then.POST, COPY, ifNotDeletable, asked());
    }

    List<String> reservations() {
        return scenario.texts("SELECT platform_order_id || ' ' || purpose FROM links ORDER BY platform_order_id");
    }
}
