package dev.ordersync.worker.relay;

import dev.ordersync.outbox.Hint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Kafka by one producer with one request in flight: with more, a first batch that the broker refuses can let a second
 * pass it (KAFKA-15591), which breaks the order of events. Its timeouts add up to less than the leader's silence limit.
 */
final class KafkaEventLog implements EventLog {
    /** The longest that {@link #append} takes: sending, one blocked send, delivery. */
    static final Duration LONGEST_APPEND = Duration.ofMillis(9_500);

    private static final Duration SENDING = Duration.ofMillis(500);
    private static final Duration MAX_BLOCK = Duration.ofSeconds(1);
    private static final Duration DELIVERY = Duration.ofSeconds(8);
    private static final Duration REQUEST = Duration.ofSeconds(3);
    /** Topics that are quiet for long must not be asked for again in the middle of a batch. */
    private static final Duration METADATA_KEPT = Duration.ofDays(7);
    /** Metadata of all topics, at the start. */
    private static final int METADATA_TRIES = 8;

    private final DefaultKafkaProducerFactory<String, byte[]> producers;
    private final List<String> topics;
    private final BooleanSupplier topicsThere;
    private final Map<String, Integer> partitions = new HashMap<>();
    private @Nullable Producer<String, byte[]> open;

    /**
     * @param topicsThere makes the topics that are missing and says whether all are there: a Kafka that was away when we
     *     started, or that came back empty, has none
     */
    KafkaEventLog(ProducerFactory<String, byte[]> producers, List<String> topics, BooleanSupplier topicsThere) {
        this.producers = (DefaultKafkaProducerFactory<String, byte[]>)
                producers.copyWithConfigurationOverride(Map.<String, Object>ofEntries(
                        Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                        Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                        Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                        Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                        Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) MAX_BLOCK.toMillis()),
                        Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis()),
                        Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis()),
                        Map.entry(ProducerConfig.METADATA_MAX_IDLE_CONFIG, METADATA_KEPT.toMillis())));
        this.producers.setPhysicalCloseTimeout(0);
        this.topics = topics;
        this.topicsThere = topicsThere;
    }

    @Override
    public Appended append(List<Event> batch) {
        Set<Long> acked = ConcurrentHashMap.newKeySet();
        Map<Long, String> unsendable = new ConcurrentHashMap<>();
        var trouble = new AtomicReference<@Nullable Exception>();
        try {
            var producer = producer();
            long started = System.nanoTime();
            for (var event : batch) {
                if (trouble.get() != null || System.nanoTime() - started > SENDING.toNanos()) {
                    break;
                }
                send(producer, event, acked, unsendable, trouble);
            }
            producer.flush();
        } catch (RuntimeException e) {
            trouble.compareAndSet(null, e);
        }
        return new Appended(acked, unsendable, trouble.get());
    }

    // What the future would tell, the callback tells.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(
            Producer<String, byte[]> producer,
            Event event,
            Set<Long> acked,
            Map<Long, String> unsendable,
            AtomicReference<@Nullable Exception> trouble) {
        try {
            producer.send(message(event), (_, error) -> {
                if (error == null) {
                    acked.add(event.id());
                } else if (isAboutTheEvent(error)) {
                    unsendable.put(event.id(), String.valueOf(error.getMessage()));
                } else {
                    trouble.compareAndSet(null, error);
                }
            });
        } catch (SerializationException e) {
            unsendable.put(event.id(), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void reset() {
        open = null;
        partitions.clear();
        producers.reset();
    }

    private Producer<String, byte[]> producer() {
        var producer = open;
        if (producer == null) {
            if (!topicsThere.getAsBoolean()) {
                throw new KafkaException("Kafka's topics can't be made sure of");
            }
            producer = producers.createProducer();
            for (var topic : topics) {
                partitions.put(topic, partitionCount(producer, topic));
            }
            open = producer;
        }
        return producer;
    }

    /** A first connection may take longer than a send may block. */
    private static int partitionCount(Producer<String, byte[]> producer, String topic) {
        for (int left = METADATA_TRIES; ; left--) {
            try {
                return producer.partitionsFor(topic).size();
            } catch (org.apache.kafka.common.errors.TimeoutException e) {
                if (left <= 1) {
                    throw e;
                }
            }
        }
    }

    private ProducerRecord<String, byte[]> message(Event event) {
        Integer count = partitions.get(event.topic());
        if (count == null) {
            throw new SerializationException("No topic is called " + event.topic());
        }
        var message = new ProducerRecord<>(
                event.topic(),
                event.shard() % count,
                event.key(),
                event.payload().getBytes(StandardCharsets.UTF_8));
        var headers = message.headers();
        header(headers, "ce_specversion", "1.0");
        header(headers, "ce_id", CloudEvent.id(event));
        header(headers, "ce_type", event.type());
        header(headers, "ce_source", CloudEvent.source(event));
        header(headers, "ce_time", event.at().toString());
        header(headers, "content-type", "application/json");
        header(headers, "traceparent", CloudEvent.traceparent(event));
        header(headers, Hint.ORDER_ID_HEADER, Long.toString(event.orderId()));
        return message;
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isAboutTheEvent(Exception error) {
        return error instanceof RecordTooLargeException || error instanceof SerializationException;
    }
}
