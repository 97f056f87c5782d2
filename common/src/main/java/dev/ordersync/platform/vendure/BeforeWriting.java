package dev.ordersync.platform.vendure;

import dev.ordersync.order.Outcome;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.answer.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What has to be known before the first write: the products, the customer, and that no copy is there yet. */
final class BeforeWriting {
    /**
     * @param variants ids by SKU
     * @param customer the shop's own with this mailbox
     * @param problem why nothing is to be written; null: go on
     */
    record Ready(
            Map<String, String> variants,
            @Nullable String customer,
            @Nullable Outcome problem) {
        static Ready not(Outcome problem) {
            return new Ready(Map.of(), null, problem);
        }
    }

    private final VendureApi api;
    private final VendureProducts products;

    BeforeWriting(VendureApi api, VendureProducts products) {
        this.api = api;
        this.products = products;
    }

    Ready look(Shop shop, NewOrder order, Budget budget) {
        if (order.content().shippingAddress().country() == null) {
            return Ready.not(new Outcome.Rejected(null, "no-country: shippingAddress.country, the shop needs one"));
        }
        var found = products.find(shop, order, budget);
        if (found.problem() != null) {
            return Ready.not(found.problem());
        }
        if (budget.isUsedUp()) {
            return Ready.not(new Outcome.NotSent("the shop took too long to say what it has"));
        }
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("reference", order.key());
        variables.put("email", VendureOrder.email(order));
        var reply = api.ask(shop, Query.LOOK, variables, budget.left());
        if (!(reply instanceof Reply.Data data)) {
            return Ready.not(problem(reply, "what it has"));
        }
        for (var copy : data.data().path("orders").path("items")) {
            return Ready.not(Outcome.Unknown.because("nothing was sent: the shop has an order with this reference, "
                    + Json.text(copy, "id") + " (" + Json.text(copy, "state") + ")"));
        }
        var customer = Json.text(data.data().path("customers").path("items").path(0), "id");
        return new Ready(found.ids(), customer, null);
    }

    /** A read that brought nothing: the order is still to be sent. */
    static Outcome problem(Reply reply, String about) {
        var silent = "the shop does not say " + about + ": " + reply.words();
        return switch (reply) {
            case Reply.Data _ -> throw new IllegalArgumentException("it was answered");
            case Reply.Held held -> new Outcome.Held(held.status(), held.hold(), held.words());
            case Reply.Failed failed
            when failed.isOfUnknownField() ->
                new Outcome.Held(failed.status(), VendureCheck.NO_FIELDS, VendureCheck.NO_FIELDS_WORDS);
            case Reply.Failed _ -> new Outcome.NotSent(silent);
            case Reply.NotSent _ -> new Outcome.NotSent(silent);
            case Reply.Unclear unclear
            when unclear.slowFor() != null ->
                new Outcome.Throttled(unclear.status(), silent, Objects.requireNonNull(unclear.slowFor()));
            case Reply.Unclear _ -> new Outcome.NotSent(silent);
        };
    }
}
