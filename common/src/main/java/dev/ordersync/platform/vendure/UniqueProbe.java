package dev.ordersync.platform.vendure;

import dev.ordersync.platform.Shop;
import dev.ordersync.platform.answer.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the shop keeps {@code externalId} unique, which its API does not say: two empty drafts are given one
 * value, and deleted again. Nobody sees them.
 */
final class UniqueProbe {
    /** @param problem why it could not be found out; null: {@code unique} is the answer */
    record Result(boolean unique, @Nullable String problem) {}

    private final VendureApi api;
    private final Shop shop;
    private final Budget budget;
    private final List<String> drafts = new ArrayList<>();

    UniqueProbe(VendureApi api, Shop shop, Budget budget) {
        this.api = api;
        this.shop = shop;
        this.budget = budget;
    }

    Result probe() {
        var result = mark();
        for (var draft : drafts) {
            if (!new VendureVoid(api, shop, budget).deleteDraft(draft, () -> true)) {
                return new Result(false, "draft " + draft + " could not be deleted again");
            }
        }
        return result;
    }

    private Result mark() {
        var value = "ordersync-probe-" + UUID.randomUUID();
        for (int i = 0; i < 2; i++) {
            var made = api.ask(shop, Query.DRAFT, Map.of(), budget.left());
            var draft = made instanceof Reply.Data data ? Json.text(data.data().path("createDraftOrder"), "id") : null;
            if (draft == null) {
                return new Result(false, "no draft could be made: " + made.words());
            }
            drafts.add(draft);
            var marked = api.ask(shop, Query.MARK, VendureOrder.mark(draft, value), budget.left());
            boolean refused = marked instanceof Reply.Failed failed && !failed.isPermanent();
            if (i == 1 && refused) {
                return new Result(true, null);
            }
            if (!(marked instanceof Reply.Data)) {
                return new Result(false, "a draft could not be marked: " + marked.words());
            }
        }
        return new Result(false, null);
    }
}
