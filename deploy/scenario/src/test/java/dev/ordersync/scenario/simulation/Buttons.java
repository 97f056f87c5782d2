package dev.ordersync.scenario.simulation;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.content.OrderReader;
import dev.ordersync.matching.FieldMatcher;
import dev.ordersync.order.Actor;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Platforms;
import dev.ordersync.problem.Refusal;
import dev.ordersync.resolution.Cancel;
import dev.ordersync.resolution.Correct;
import dev.ordersync.resolution.Desk;
import dev.ordersync.resolution.Dismiss;
import dev.ordersync.resolution.IfNotDeletable;
import dev.ordersync.resolution.Link;
import dev.ordersync.resolution.Press;
import dev.ordersync.resolution.ResolveTwin;
import dev.ordersync.resolution.Resync;
import dev.ordersync.resolution.Retry;
import dev.ordersync.resolution.Target;
import dev.ordersync.resolution.Unlink;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The production buttons. What a person thereby answers for is noted for the oracle. */
final class Buttons {
    private static final Caller ADMIN = new Caller(Actor.user("ann"), Role.ADMIN, null);

    enum Button {
        RETRY,
        LINK,
        UNLINK,
        DISMISS,
        CANCEL,
        RESYNC,
        VOID,
        CORRECT,
        KEEP_TWIN,
        VOID_TWIN;

        boolean voids() {
            return this == RESYNC || this == VOID || this == VOID_TWIN;
        }

        boolean isAboutATwin() {
            return this == KEEP_TWIN || this == VOID_TWIN;
        }

        boolean mayBeForced() {
            return this == RETRY || this == DISMISS || this == RESYNC;
        }

        static List<Button> likelyFor(OrderStatus status) {
            return switch (status) {
                case QUEUED -> List.of(RETRY, CANCEL, CORRECT);
                case POSTING, RESYNCING -> List.of(CANCEL, RETRY);
                case IN_DOUBT -> List.of(RETRY, RETRY, CANCEL, CANCEL, LINK, DISMISS);
                case SYNCED -> List.of(VOID_TWIN, VOID_TWIN, KEEP_TWIN, UNLINK);
                case BROKEN -> List.of(RESYNC, RESYNC, VOID, LINK, DISMISS, RETRY, RETRY);
                case REJECTED, FAILED -> List.of(RETRY, RETRY, CORRECT, CORRECT, CANCEL);
                case CANCELLED -> List.of(RETRY, CORRECT);
            };
        }
    }

    private final Life life;
    private final Retry retry;
    private final Link link;
    private final Unlink unlink;
    private final Dismiss dismiss;
    private final Cancel cancel;
    private final Resync resync;
    private final Correct correct;
    private final ResolveTwin resolveTwin;

    Buttons(
            Life life,
            JdbcClient jdbc,
            StoreDirectory stores,
            StoreHealth health,
            Platforms platforms,
            FieldMatcher matcher,
            Clock clock) {
        this.life = life;
        var desk = new Desk(jdbc, stores, clock, () -> {});
        this.retry = new Retry(desk);
        this.link = new Link(desk, platforms, health, clock, matcher);
        this.unlink = new Unlink(desk);
        this.dismiss = new Dismiss(desk);
        this.cancel = new Cancel(desk);
        this.resync = new Resync(desk, platforms, health, clock);
        this.correct = new Correct(desk);
        this.resolveTwin = new ResolveTwin(desk, platforms, health, clock);
    }

    /** @param copy what it is pressed for; without one there is nothing to press where one is needed */
    void press(Button button, OrderId id, KnownOrder order, @Nullable String copy, boolean force) {
        var press = new Press(ADMIN, null, force, "as I say");
        switch (button) {
            case RETRY -> retry(id, order, press);
            case CANCEL -> {
                cancel.press(id, press);
                order.cancelledAt = life.now();
            }
            case UNLINK -> unlink.press(id, press);
            case CORRECT -> correct(id, order, press);
            case LINK, DISMISS, RESYNC, VOID, KEEP_TWIN, VOID_TWIN -> {
                if (copy != null) {
                    pressFor(button, id, order, copy, press);
                }
            }
        }
    }

    private void pressFor(Button button, OrderId id, KnownOrder order, String copy, Press press) {
        var copyId = new PlatformOrderId(copy);
        var orCancel = life.random().nextBoolean() ? IfNotDeletable.CANCEL : IfNotDeletable.REFUSE;
        switch (button) {
            case LINK -> {
                link.press(id, new Target(copy, null), press);
                order.cancelledAt = null;
            }
            case DISMISS -> order.dismissed.whileSaying(copy, () -> dismiss.press(id, copy, press));
            case KEEP_TWIN -> resolveTwin.keep(id, copyId, press);
            case VOID_TWIN -> order.voided.whileSaying(copy, () -> resolveTwin.voidCopy(id, copyId, orCancel, press));
            case VOID -> {
                order.voided.whileSaying(copy, () -> resync.press(id, Resync.Then.CANCEL, copyId, orCancel, press));
                order.cancelledAt = life.now();
            }
            case RESYNC -> {
                order.voided.whileSaying(copy, () -> resync.press(id, Resync.Then.POST, copyId, orCancel, press));
                order.cancelledAt = null;
            }
            default -> throw new IllegalArgumentException(button.name());
        }
    }

    /** What it takes back may be posted as soon as it moves the order, before the press is answered. */
    private void retry(OrderId id, KnownOrder order, Press press) {
        boolean before = order.forced;
        var cancelled = order.cancelledAt;
        order.forced |= press.force();
        order.cancelledAt = null;
        try {
            retry.press(id, press);
        } catch (Refusal refusal) {
            order.forced = before;
            order.cancelledAt = cancelled;
            throw refusal;
        }
    }

    private void correct(OrderId id, KnownOrder order, Press press) {
        var tree = JsonMapper.shared()
                .readTree(SimulatedOrders.body(
                        order.id, order.store, order.person, 2 + life.random().nextInt(4)));
        order.contents.whileSaying(OrderReader.check(tree, _ -> true).body(), () -> correct.press(id, tree, press));
    }
}
