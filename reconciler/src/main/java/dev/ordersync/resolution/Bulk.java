package dev.ordersync.resolution;

import dev.ordersync.order.OrderId;
import dev.ordersync.problem.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The buttons that can be pressed on many orders; each order is judged by the very rules of its own button. */
public final class Bulk {
    /** A button for many orders. None of them is ever forced. */
    public enum Action {
        RETRY,
        /** To the one copy that is known to carry our reference. */
        LINK,
        /** By the one copy that is known to carry our reference; a shop that does not delete it keeps it. */
        RESYNC,
        CANCEL;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Action> of(String code) {
            return Arrays.stream(values())
                    .filter(action -> action.code().equals(code))
                    .findFirst();
        }

        public boolean needsReason() {
            return this == CANCEL;
        }
    }

    private final Retry retry;
    private final Link link;
    private final Resync resync;
    private final Cancel cancel;

    public Bulk(Retry retry, Link link, Resync resync, Cancel cancel) {
        this.retry = retry;
        this.link = link;
        this.resync = resync;
        this.cancel = cancel;
    }

    /** Why the order would be refused now; what only the shop can tell is found out when its turn comes. */
    public Optional<Refusal> judge(Action action, OrderId id, Press press) {
        return switch (action) {
            case RETRY -> retry.judge(id, press);
            case LINK -> link.judgeKnown(id, press);
            case RESYNC -> resync.judgeKnown(id, press);
            case CANCEL -> cancel.judge(id, press);
        };
    }

    /** @throws Refusal as the button does, after auditing it */
    public void press(Action action, OrderId id, Press press) {
        switch (action) {
            case RETRY -> retry.press(id, press);
            case LINK -> link.pressKnown(id, press);
            case RESYNC -> resync.pressKnown(id, press);
            case CANCEL -> cancel.press(id, press);
        }
    }
}
