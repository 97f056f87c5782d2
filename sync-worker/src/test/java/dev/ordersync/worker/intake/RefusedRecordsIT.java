package dev.ordersync.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersync.outbox.DeadLetters;
import dev.ordersync.outbox.Hint;
import dev.ordersync.outbox.Topic;
import dev.ordersync.testing.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;

/** Records on our topics that we did not write, or will write one day. */
class RefusedRecordsIT extends IntakeFixture {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String TOPIC = Topic.ORDERS.topicName();

    @Autowired
    @SuppressWarnings("NullAway.Init") // set before the test
    private KafkaTemplate<String, byte[]> kafka;

    @Test
    void givenAPoisonedRecord_whenConsumed_thenItIsPutAsideWholeWithTheReason_andCanBeSentAgain() throws Exception {
        try (var letters = letters()) {
            // given
            var poisoned = new ProducerRecord<>(TOPIC, 0, "acme-woo", "{\"id\":".getBytes(StandardCharsets.UTF_8));
            poisoned.headers().add(Hint.ORDER_ID_HEADER, "x".getBytes(StandardCharsets.UTF_8));

            // when
            kafka.send(poisoned).get();

            // then
            var letter = next(letters);
            assertThat(letter.key()).isEqualTo("acme-woo");
            assertThat(letter.value()).isEqualTo(poisoned.value());
            assertThat(header(letter, DeadLetters.REASON_HEADER)).isEqualTo(DeadLetters.NO_ORDER_ID);

            // when repaired
            var again = new ProducerRecord<>(TOPIC, 0, letter.key(), letter.value(), letter.headers());
            again.headers().remove(Hint.ORDER_ID_HEADER);
            again.headers().add(Hint.ORDER_ID_HEADER, "1".getBytes(StandardCharsets.UTF_8));
            kafka.send(again).get();
            kafka.send(poisoned).get();

            // then the next letter is the second poisoned record, not the repaired one before it
            assertThat(header(next(letters), Hint.ORDER_ID_HEADER)).isEqualTo("x");
        }
    }

    @Test
    void givenAnEventOfALaterVersionOfOurs_whenConsumed_thenItIsAHintLikeAnyOther() throws Exception {
        try (var letters = letters()) {
            // given
            var later = new ProducerRecord<>(
                    TOPIC, 0, "acme-woo", "{\"version\":999,\"schema\":2}".getBytes(StandardCharsets.UTF_8));
            later.headers().add(Hint.ORDER_ID_HEADER, "1".getBytes(StandardCharsets.UTF_8));
            later.headers().add("ce_specversion", "9.0".getBytes(StandardCharsets.UTF_8));
            later.headers().add("ce_type", "ordersync.order.unheard-of".getBytes(StandardCharsets.UTF_8));
            var poisoned =
                    new ProducerRecord<String, byte[]>(TOPIC, 0, "acme-woo", "mark".getBytes(StandardCharsets.UTF_8));

            // when
            kafka.send(later).get();
            kafka.send(poisoned).get();

            // then only the record behind it is put aside
            assertThat(next(letters).value()).isEqualTo(poisoned.value());
        }
    }

    private static KafkaConsumer<String, byte[]> letters() {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestKafka.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "letters-" + UUID.randomUUID());
        var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(Topic.ORDERS.deadLetterName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    private static ConsumerRecord<String, byte[]> next(KafkaConsumer<String, byte[]> letters) {
        var found = new AtomicReference<List<ConsumerRecord<String, byte[]>>>(List.of());
        await("a letter").atMost(SOON).until(() -> {
            var polled = new ArrayList<ConsumerRecord<String, byte[]>>();
            letters.poll(POLL).forEach(polled::add);
            found.set(polled);
            return !polled.isEmpty();
        });
        return found.get().getFirst();
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
