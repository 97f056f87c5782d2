package dev.ordersync.testing;

import dev.ordersync.outbox.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The one Kafka of this JVM, with the product's topics. Its records outlive a test class: tell them apart by key, or read
 * from a consumer that was made before the test sent anything.
 */
public final class TestKafka {
    public static final int PARTITIONS = 4;

    private static final String IMAGE = "apache/kafka:4.2.0";

    /** Started at first use; ends with the JVM. */
    private static final class Running {
        static final String BOOTSTRAP = Services.start("Kafka", TestKafka::startContainer, TestKafka::startEmbedded);

        static {
            createTopics(Arrays.stream(Topic.values())
                    .flatMap(topic -> Stream.of(topic.topicName(), topic.deadLetterName()))
                    .toList());
        }
    }

    private TestKafka() {}

    public static String bootstrapServers() {
        return Running.BOOTSTRAP;
    }

    /** For {@code @DynamicPropertySource}: an application under test connects to this Kafka. */
    public static void register(DynamicPropertyRegistry registry) {
        registry.add("spring.kafka.bootstrap-servers", TestKafka::bootstrapServers);
        registry.add("ordersync.partitions", () -> PARTITIONS);
    }

    /** A consumer of the topics that sees what is sent from now on. */
    public static Consumer<String, byte[]> consumerFromNow(Topic... topics) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "test-" + UUID.randomUUID(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = Arrays.stream(topics)
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    private static void createTopics(List<String> names) {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Running.BOOTSTRAP))) {
            admin.createTopics(names.stream()
                            .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Topics were not created", e);
        }
    }

    // The JVM's end stops it: Testcontainers' own clean-up.
    @SuppressWarnings("resource")
    private static String startContainer() {
        // As embedded: a topic that is missing is missing, and not made by whoever asks for it.
        var container = new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        container.start();
        return container.getBootstrapServers();
    }

    private static String startEmbedded() {
        var broker = new EmbeddedKafkaKraftBroker(1, PARTITIONS);
        broker.brokerProperty("log.cleaner.dedupe.buffer.size", "2097152");
        broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
        broker.brokerProperty("offsets.topic.num.partitions", "4");
        broker.brokerProperty("auto.create.topics.enable", "false");
        broker.afterPropertiesSet();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy, "kafka-stop"));
        return broker.getBrokersAsString();
    }
}
