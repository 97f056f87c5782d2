package dev.ordersync.worker.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.testing.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** On a real Kafka, with a topic of its own. */
class KafkaEventLogIT {
    private static final String TOPIC = "test.emptied";

    @AutoClose
    private final Admin admin =
            Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, TestKafka.bootstrapServers()));

    @Test
    void G11_givenAKafkaThatComesBackEmpty_whenEventsAreAppended_thenTheirTopicIsMadeAgain() throws Exception {
        // given
        var producers = new DefaultKafkaProducerFactory<String, byte[]>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestKafka.bootstrapServers(),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class));
        var log = new KafkaEventLog(producers, List.of(TOPIC), this::topicThere);
        assertThat(log.append(List.of(event(1))).acked()).containsExactly(1L);

        // when
        admin.deleteTopics(Set.of(TOPIC)).all().get();
        // What is acknowledged until the broker has taken the topic down is lost with it, as with any emptied Kafka.
        await("the broker takes the topic down")
                .atMost(Duration.ofMinutes(1))
                .until(() -> log.append(List.of(event(2))).trouble() != null);
        log.reset();
        var repeated = log.append(List.of(event(2)));
        log.reset();

        // then
        assertThat(repeated.acked()).containsExactly(2L);
        assertThat(repeated.trouble()).isNull();
    }

    private boolean topicThere() {
        try {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                        .all()
                        .get();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Event event(long id) {
        return new Event(id, TOPIC, 0, "acme", "ordersync.order.created", id, null, Instant.EPOCH, "{}");
    }
}
