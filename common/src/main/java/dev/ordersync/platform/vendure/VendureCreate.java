package dev.ordersync.platform.vendure;

import dev.ordersync.order.Outcome;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.AsSent;
import dev.ordersync.platform.NewOrder;
import dev.ordersync.platform.Shop;
import dev.ordersync.platform.WriteGuard;
import dev.ordersync.platform.answer.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes one order: a draft, our reference on it before anything else, and the rest. The shop keeps the reference unique,
 * so that of two drafts for one order only one gets further than that. It is compared before it is placed: what the shop
 * would make otherwise than sent is never placed.
 *
 * <p>A draft that is no longer wanted is deleted again; the shop deletes no order that was placed. Only with its word for
 * that is an order refused. Whatever else breaks off is unknown, and says where it broke off.
 */
final class VendureCreate {
    private static final int OK = 200;
    private static final int LINES_PER_CALL = 20;

    private final VendureApi api;
    private final Shop shop;
    private final NewOrder order;
    private final WriteGuard guard;
    private final Budget budget;
    private final VendureVoid deletion;

    /** @param deletion takes a draft back; it may take longer than {@code budget} lets the steps */
    VendureCreate(VendureApi api, Shop shop, NewOrder order, WriteGuard guard, Budget budget, VendureVoid deletion) {
        this.api = api;
        this.shop = shop;
        this.order = order;
        this.guard = guard;
        this.budget = budget;
        this.deletion = deletion;
    }

    Outcome create(BeforeWriting.Ready ready) {
        var reply = api.ask(shop, Query.DRAFT, Map.of(), budget.left(), guard);
        if (reply instanceof Reply.NotSent notSent) {
            return new Outcome.NotSent(notSent.words());
        }
        if (reply instanceof Reply.Held held) {
            return new Outcome.Held(held.status(), held.hold(), held.words());
        }
        if (!(reply instanceof Reply.Data data)) {
            return unknown(Step.DRAFT, broken(Progress.of(reply, order)), "an empty draft may be left");
        }
        var draft = Json.text(data.data().path("createDraftOrder"), "id");
        return draft == null
                ? unknown(Step.DRAFT, Progress.Broken.because("no draft came back"), "an empty draft may be left")
                : fill(draft, ready);
    }

    private Outcome fill(String draft, BeforeWriting.Ready ready) {
        for (var step : List.of(Step.MARK, Step.LINES, Step.PERSON, Step.SHIPPING)) {
            var progress =
                    budget.isUsedUp() ? Progress.Broken.because("the time was used up") : take(step, draft, ready);
            switch (progress) {
                case Progress.Done _ -> {}
                case Progress.Refused refused -> {
                    return refused(step, draft, refused);
                }
                case Progress.Broken broken -> {
                    return unknown(step, broken, deleted(draft));
                }
            }
        }
        return place(draft);
    }

    private Progress take(Step step, String draft, BeforeWriting.Ready ready) {
        return switch (step) {
            case MARK -> mark(draft);
            case LINES -> lines(draft, ready.variants());
            case PERSON -> ask(Query.PERSON, VendureOrder.person(draft, order, ready.customer()));
            case SHIPPING -> ship(draft);
            case DRAFT, PLACE -> throw new IllegalArgumentException(step.name());
        };
    }

    /** The shop's database says no where the reference is on another order; each kind has other words for it. */
    private Progress mark(String draft) {
        var reply = api.ask(shop, Query.MARK, VendureOrder.mark(draft, order.key()), budget.left(), guard);
        return reply instanceof Reply.Failed failed && !failed.isPermanent()
                ? new Progress.Broken(
                        failed.status(), "the shop did not take our reference; another order may have it", false, null)
                : Progress.of(reply, order);
    }

    private Progress lines(String draft, Map<String, String> variants) {
        var items = VendureOrder.items(order, variants);
        Progress progress = Progress.Broken.because("the order has no lines");
        for (int i = 0; i < items.size(); i += LINES_PER_CALL) {
            var some = items.subList(i, Math.min(i + LINES_PER_CALL, items.size()));
            var variables = new HashMap<String, @Nullable Object>();
            variables.put("order", draft);
            for (int j = 0; j < some.size(); j++) {
                variables.put("line" + j, some.get(j));
            }
            progress = Progress.of(
                    api.ask(shop, Query.LINES, Query.lines(some.size()), variables, budget.left(), guard), order);
            if (!(progress instanceof Progress.Done)) {
                return progress;
            }
        }
        return progress;
    }

    /** The method is the one with which the total is the order's; then the shop's own sum is compared. */
    private Progress ship(String draft) {
        var quoted = ask(Query.QUOTE, Map.of("order", draft));
        if (!(quoted instanceof Progress.Done quote)) {
            return quoted;
        }
        var choice = Shipping.choose(quote.data(), order.content());
        if (choice.method() == null) {
            return new Progress.Refused(choice.why());
        }
        var progress = ask(Query.SHIP, Map.of("order", draft, "method", choice.method()));
        if (!(progress instanceof Progress.Done done)) {
            return progress;
        }
        var differences = AsSent.differences(
                order.content(), VendureCopy.content(done.data().path("ship")));
        return differences.isEmpty()
                ? done
                : new Progress.Refused(
                        "not-as-sent: the shop would make it otherwise than sent: " + String.join(", ", differences));
    }

    private Progress ask(Query query, Map<String, @Nullable Object> variables) {
        return Progress.of(api.ask(shop, query, variables, budget.left(), guard), order);
    }

    /** The one step after which somebody ships: if it breaks off, only a look tells. */
    private Outcome place(String draft) {
        if (budget.isUsedUp()) {
            return unknown(Step.PLACE, Progress.Broken.because("the time was used up"), deleted(draft));
        }
        var reply = api.ask(shop, Query.PLACE, VendureOrder.payment(draft, order), budget.left(), guard);
        return switch (Progress.of(reply, order)) {
            case Progress.Done done -> placed(draft, done.data().path("pay"));
            case Progress.Refused refused -> refused(Step.PLACE, draft, refused);
            case Progress.Broken broken -> unknown(Step.PLACE, broken, "order " + draft + " may have been placed");
        };
    }

    private Outcome placed(String draft, JsonNode row) {
        var copy = VendureCopy.of(shop, row).orElse(null);
        if (copy == null) {
            return unknown(
                    Step.PLACE,
                    Progress.Broken.because("the order came back unreadable"),
                    "order " + draft + " may have been placed");
        }
        var differences = new ArrayList<>(AsSent.differences(order.content(), copy));
        if (!order.key().equals(copy.reference())) {
            differences.add("reference");
        }
        return new Outcome.Accepted(
                copy.id(), VendureCopy.url(shop, new PlatformOrderId(draft)), OK, List.copyOf(differences));
    }

    private Outcome refused(Step step, String draft, Progress.Refused refused) {
        return delete(draft)
                ? new Outcome.Rejected(OK, refused.words())
                : unknown(step, new Progress.Broken(OK, refused.words(), false, null), left(draft));
    }

    private boolean delete(String draft) {
        return deletion.deleteDraft(draft, guard);
    }

    private String deleted(String draft) {
        return delete(draft) ? "draft " + draft + " was deleted again" : left(draft);
    }

    private static String left(String draft) {
        return "draft " + draft + " may be left";
    }

    private static Progress.Broken broken(Progress progress) {
        return switch (progress) {
            case Progress.Broken broken -> broken;
            case Progress.Refused refused -> new Progress.Broken(OK, refused.words(), false, null);
            case Progress.Done _ -> throw new IllegalArgumentException("nothing broke");
        };
    }

    private static Outcome unknown(Step step, Progress.Broken broken, String rest) {
        return new Outcome.Unknown(
                broken.status(),
                step.brokenOff() + ": " + broken.words() + "; " + rest,
                broken.slowFor(),
                broken.unexpected());
    }
}
