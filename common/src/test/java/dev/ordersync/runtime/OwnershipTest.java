package dev.ordersync.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.outbox.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    private static final int SHARD = 7;
    private static final int PARTITIONS = 4;
    private static final String TOPIC = Topic.ORDERS.topicName();

    /** Kafka as the consumer sees it: so many partitions, or silence. */
    private static final class Kafka extends MockConsumer<String, byte[]> {
        private int partitions;
        private boolean silent;

        Kafka() {
            super("earliest");
        }

        @Override
        public List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
            if (silent) {
                throw new TimeoutException();
            }
            return IntStream.range(0, partitions)
                    .mapToObj(number -> new PartitionInfo(topic, number, null, null, null))
                    .toList();
        }
    }

    private Instant now = Instant.EPOCH;
    private final InstantSource time = () -> now;
    private final ShardOwner owner = new ShardOwner(time.withZone(ZoneOffset.UTC));
    private final Ownership ownership = new Ownership(Topic.ORDERS, owner);
    private final Kafka kafka = new Kafka();

    @Test
    void givenAssignedPartitions_whenAsked_thenTheirShardsAreOursAndOthersAreNot() {
        kafka.partitions = PARTITIONS;

        ownership.onPartitionsAssigned(kafka, List.of(new TopicPartition(TOPIC, SHARD % PARTITIONS)));

        assertThat(owner.owns(SHARD)).isTrue();
        assertThat(owner.owns(SHARD + 1)).isFalse();
    }

    @Test
    void G11_givenAKafkaThatCameBackWithoutTopics_whenNothingIsAssigned_thenWeSoonWorkForAll() {
        ownership.onPartitionsAssigned(kafka, List.of());

        assertThat(owner.owns(SHARD)).isFalse();
        now = now.plus(ShardOwner.FALLBACK_AFTER);
        assertThat(owner.owns(SHARD)).isTrue();
    }

    @Test
    void givenAKafkaThatFallsSilentWhileItAssigns_whenAsked_thenWeSoonWorkForAll() {
        kafka.silent = true;

        ownership.onPartitionsAssigned(kafka, List.of(new TopicPartition(TOPIC, 0)));

        now = now.plus(ShardOwner.FALLBACK_AFTER);
        assertThat(owner.owns(SHARD)).isTrue();
    }
}
