package dev.ordersync.e2e;

import dev.ordersync.outbox.Topic;
import dev.ordersync.testing.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;

/** What arrives on Kafka for one store, from its making on, read by a thread of its own. */
final class EventsSeen implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    /** @param at by the monotonic clock */
    private record Seen(int version, long at) {}

    private final String store;
    private final Consumer<String, byte[]> consumer = TestKafka.consumerFromNow(Topic.ORDERS, Topic.OUTCOMES);
    private final Map<String, List<Seen>> created = new ConcurrentHashMap<>();
    private final Map<String, List<Seen>> outcomes = new ConcurrentHashMap<>();
    private final Thread reader;
    private volatile boolean closed;

    EventsSeen(String store) {
        this.store = store;
        this.reader = Thread.ofPlatform().name("events-seen").start(this::read);
    }

    private void read() {
        while (!closed) {
            for (var message : consumer.poll(POLL)) {
                if (store.equals(message.key())) {
                    var event = Web.JSON.readTree(message.value());
                    var seen = message.topic().equals(Topic.ORDERS.topicName()) ? created : outcomes;
                    seen.computeIfAbsent(event.get("id").asString(), _ -> new CopyOnWriteArrayList<>())
                            .add(new Seen(event.get("version").asInt(), System.nanoTime()));
                }
            }
        }
        consumer.close();
    }

    /** When the order was first announced, by the monotonic clock. */
    Optional<Long> announcedAt(String order) {
        return Optional.ofNullable(created.get(order))
                .map(seen -> seen.getFirst().at());
    }

    boolean hasOutcome(String order) {
        return outcomes.containsKey(order);
    }

    /** How many events came more than once. */
    long repeats() {
        return List.of(created, outcomes).stream()
                .flatMap(topic -> topic.values().stream())
                .mapToLong(seen -> seen.size()
                        - seen.stream().map(Seen::version).distinct().count())
                .sum();
    }

    /** Orders of which a newer event of one topic was seen before an older one. */
    List<String> outOfOrder() {
        return List.of(created, outcomes).stream()
                .flatMap(topic -> topic.entrySet().stream())
                .filter(order -> !firsts(order.getValue())
                        .equals(firsts(order.getValue()).stream().sorted().toList()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<Integer> firsts(List<Seen> seen) {
        return seen.stream().map(Seen::version).distinct().toList();
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
