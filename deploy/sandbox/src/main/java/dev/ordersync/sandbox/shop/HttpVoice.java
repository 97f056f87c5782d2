package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.books.Copy;
import dev.ordersync.sandbox.books.Draft;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The {@code http} contract's words. */
@Component
class HttpVoice implements Voice {

    static final String PLATFORM = "http";

    private static final int RETRY_AFTER_SECONDS = 2;

    private final CopyViews views;
    private final Damages damages;

    HttpVoice(CopyViews views, Damages damages) {
        this.views = views;
        this.damages = damages;
    }

    @Override
    public String platform() {
        return PLATFORM;
    }

    @Override
    public boolean keepsKeys() {
        return true;
    }

    @Override
    public CopyView view(Shop shop, Copy copy, String base) {
        return views.of(shop, copy, base);
    }

    @Override
    public Answer created(Shop shop, Copy copy, String base) {
        return new Answer.Json(201, view(shop, copy, base));
    }

    @Override
    public Answer createdWithoutId(Shop shop, Copy copy, String base) {
        return new Answer.Json(201, view(shop, copy, base).withoutId());
    }

    @Override
    public Draft damaged(Post post, Damage damage) {
        boolean unnamed = damage == Damage.NO_REFERENCE || damage == Damage.TORN_EARLY;
        String order = switch (damage) {
            case NO_REFERENCE, DRAFT -> post.sent().order();
            case FEWER_LINES, TORN, TORN_EARLY -> damages.halfOf(post.sent().order());
            case EMPTY -> damages.emptied(post.sent().order());
        };
        return new Draft(unnamed ? null : post.reference(), post.orderId(), order, null);
    }

    @Override
    public Answer refused() {
        return Answer.problem(422, "unknown-sku", "This shop doesn't sell one of the SKUs.");
    }

    @Override
    public Answer refusedWithDraft(Copy draft) {
        return Answer.problem(
                422, "unknown-coupon", "There is no such coupon; order " + draft.id() + " is in the trash.");
    }

    @Override
    public Answer throttled() {
        return new Answer.Json(
                429,
                new Problem("too-many-requests", "Slow down."),
                Map.of("Retry-After", Integer.toString(RETRY_AFTER_SECONDS)));
    }

    @Override
    public Answer unauthorized() {
        return Answer.unauthorized();
    }

    @Override
    public Answer nonceUsed() {
        return Answer.problem(401, "nonce-used", "This request came before.");
    }

    @Override
    public Answer broken() {
        return Answer.problem(500, "internal-error", "This order can't be saved.");
    }

    @Override
    public Answer full(String why) {
        return Answer.problem(507, "books-full", why);
    }
}
