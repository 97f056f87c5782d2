package dev.ordersync.scenario;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.order.Actor;
import dev.ordersync.resolution.Press;

/** Buttons pressed by people, on a page that said nothing of a version. */
final class Presses {
    private static final Caller OPERATOR = new Caller(Actor.user("ann"), Role.OPERATOR, null);
    private static final Caller ADMIN = new Caller(Actor.user("eve"), Role.ADMIN, null);

    static Press asked() {
        return new Press(OPERATOR, null, false, "asked by the merchant");
    }

    /** By an admin, who answers for it. */
    static Press forced() {
        return new Press(ADMIN, null, true, "the merchant insists");
    }

    private Presses() {}
}
