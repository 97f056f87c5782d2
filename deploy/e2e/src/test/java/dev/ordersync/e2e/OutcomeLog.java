package dev.ordersync.e2e;

import dev.ordersync.outbox.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What another system that listens to the outcomes believes: of each order the event with the highest version. */
final class OutcomeLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    record Outcome(int version, String status, Instant at) {}

    private final String bootstrapServers;
    private final Map<String, Outcome> latest = new ConcurrentHashMap<>();
    private final AtomicLong events = new AtomicLong();
    private final Thread reader;
    private volatile boolean closed;

    OutcomeLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.reader = Thread.ofPlatform().name("outcome-log").start(this::read);
    }

    Optional<Outcome> of(String order) {
        return Optional.ofNullable(latest.get(order));
    }

    /** All that came, repeats too. */
    long events() {
        return events.get();
    }

    private void read() {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                "outcome-log-" + UUID.randomUUID(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topic.OUTCOMES.topicName()));
            while (!closed) {
                for (var message : consumer.poll(POLL)) {
                    events.incrementAndGet();
                    var event = Web.JSON.readTree(message.value());
                    latest.merge(
                            event.get("id").asString(),
                            new Outcome(
                                    event.get("version").asInt(),
                                    event.get("status").asString(),
                                    Instant.parse(event.get("at").asString())),
                            (known, next) -> next.version() > known.version() ? next : known);
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
