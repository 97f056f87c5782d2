package dev.ordersync.runtime;

import dev.ordersync.outbox.Topic;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/** Learns from Kafka's assignment of one topic which shards this replica works for. */
public final class Ownership implements ConsumerAwareRebalanceListener {
    private final Topic topic;
    private final ShardOwner owner;

    public Ownership(Topic topic, ShardOwner owner) {
        this.topic = topic;
        this.owner = owner;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        // The classic protocol with an eager assignor names the whole assignment each time.
        owner.assigned(
                numbers(partitions), consumer.partitionsFor(topic.topicName()).size());
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
