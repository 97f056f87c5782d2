package dev.ordersync.access;

import dev.ordersync.order.Actor;
import dev.ordersync.order.StoreKey;
import dev.ordersync.problem.Refusal;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request. Controllers take it as {@code @AuthenticationPrincipal Caller caller}.
 *
 * @param actor how the audit names the caller
 * @param stores the only stores whose orders the caller may see; null: all
 */
public record Caller(Actor actor, Role role, @Nullable Set<StoreKey> stores) implements Principal {
    public Caller {
        stores = stores == null ? null : Set.copyOf(stores);
    }

    @Override
    public String getName() {
        return actor.name();
    }

    public boolean maySee(StoreKey store) {
        return stores == null || stores.contains(store);
    }

    public boolean may(Role needed) {
        return role.includes(needed);
    }

    /** @throws Refusal 403 for a caller without the right, saying that {@code doing} needs it */
    public void require(Role needed, String doing) {
        if (!may(needed)) {
            throw Refusal.forbidden(doing + " needs the role " + needed.code() + ".");
        }
    }
}
