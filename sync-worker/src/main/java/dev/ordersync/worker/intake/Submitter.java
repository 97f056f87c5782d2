package dev.ordersync.worker.intake;

import dev.ordersync.access.Caller;
import dev.ordersync.content.OrderReader;
import dev.ordersync.order.StoreKey;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One caller's request, order by order. Keeps what it learned about stores, so that a batch asks once for each. */
final class Submitter {
    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final StoreDirectory directory;
    private final Caller caller;
    private final @Nullable String traceparent;
    private final Map<StoreKey, Optional<Store>> stores = new HashMap<>();

    Submitter(StoreDirectory directory, Caller caller, @Nullable String traceparent) {
        this.directory = directory;
        this.caller = caller;
        this.traceparent =
                traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : null;
    }

    /** @throws Refusal 403 for another caller's store, 422 naming every bad field */
    Submission submission(JsonNode tree) {
        scope(tree);
        var order = OrderReader.check(tree, key -> store(key).isPresent());
        var store = store(new StoreKey(order.content().store())).orElseThrow();
        return new Submission(order, store, caller.actor(), traceparent);
    }

    /** Before anything else is said about the order: a limited caller learns nothing about other stores. */
    private void scope(JsonNode tree) {
        var key = tree.path("store");
        if (key.isString() && StoreKey.isValid(key.stringValue()) && !caller.maySee(new StoreKey(key.stringValue()))) {
            throw Refusal.forbidden("Your token may not submit orders for this store.");
        }
    }

    private Optional<Store> store(StoreKey key) {
        return stores.computeIfAbsent(key, directory::find);
    }
}
