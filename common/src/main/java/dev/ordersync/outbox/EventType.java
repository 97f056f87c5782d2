package dev.ordersync.outbox;

/** What an event announces; its code is the {@code ce_type} header. */
public enum EventType {
    ORDER_CREATED(Topic.ORDERS, "ordersync.order.created"),
    POST_REQUESTED(Topic.POSTS, "ordersync.post.requested"),
    OUTCOME_UNKNOWN(Topic.TIMEOUTS, "ordersync.attempt.unknown"),
    SYNCED(Topic.OUTCOMES, "ordersync.order.synced"),
    LINKED(Topic.OUTCOMES, "ordersync.order.linked"),
    UNLINKED(Topic.OUTCOMES, "ordersync.order.unlinked"),
    BROKEN(Topic.OUTCOMES, "ordersync.order.broken"),
    REJECTED(Topic.OUTCOMES, "ordersync.order.rejected"),
    FAILED(Topic.OUTCOMES, "ordersync.order.failed"),
    CANCELLED(Topic.OUTCOMES, "ordersync.order.cancelled"),
    TWIN_FOUND(Topic.OUTCOMES, "ordersync.order.twin-found");

    private final Topic topic;
    private final String code;

    EventType(Topic topic, String code) {
        this.topic = topic;
        this.code = code;
    }

    public Topic topic() {
        return topic;
    }

    public String code() {
        return code;
    }
}
