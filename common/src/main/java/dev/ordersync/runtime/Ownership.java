package dev.ordersync.runtime;

import dev.ordersync.outbox.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/** Learns from Kafka's assignment of one topic which shards this replica works for. */
public final class Ownership implements ConsumerAwareRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Topic topic;
    private final ShardOwner owner;

    public Ownership(Topic topic, ShardOwner owner) {
        this.topic = topic;
        this.owner = owner;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        int count = partitionCount(consumer);
        if (count == 0) {
            owner.lost();
        } else {
            // The classic protocol with an eager assignor names the whole assignment each time.
            owner.assigned(numbers(partitions), count);
        }
    }

    /** @return 0 when there is no such topic, as in a Kafka that came back empty, or when Kafka fell silent meanwhile */
    private int partitionCount(Consumer<?, ?> consumer) {
        try {
            return consumer.partitionsFor(topic.topicName(), ANSWER).size();
        } catch (TimeoutException e) {
            LOG.warn("Kafka assigned partitions of {} and fell silent; they count as lost", topic.topicName(), e);
            return 0;
        }
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        owner.revoked(numbers(partitions));
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        owner.lost();
    }

    private List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .filter(partition -> partition.topic().equals(topic.topicName()))
                .map(TopicPartition::partition)
                .toList();
    }
}
