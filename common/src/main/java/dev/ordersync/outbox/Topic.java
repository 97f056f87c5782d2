package dev.ordersync.outbox;

/** The public topics. Events of one store share a partition: shard modulo the number of partitions. */
public enum Topic {
    ORDERS("ordersync.orders"),
    POSTS("ordersync.posts"),
    TIMEOUTS("ordersync.timeouts"),
    OUTCOMES("ordersync.outcomes");

    private final String topicName;

    Topic(String topicName) {
        this.topicName = topicName;
    }

    public String topicName() {
        return topicName;
    }

    /** Where a consumer of ours puts a record that it refuses. */
    public String deadLetterName() {
        return topicName + ".dlt";
    }
}
