package dev.ordersync.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.outbox.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TestServersIT {
    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    @Test
    void givenAnotherTestsRow_whenADatabaseIsCreated_thenItIsMigratedAndEmpty() {
        // given
        database.jdbc()
                .sql("INSERT INTO users (name, password_hash, role, created_at) VALUES ('a', 'x', 'viewer', 'epoch')")
                .update();

        // when
        try (var other = TestDatabase.create()) {

            // then
            assertThat(other.jdbc()
                            .sql("SELECT count(*) FROM users")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void givenAPooledConnection_whenAsked_thenItNeverKeepsGenericPlans() {
        var mode =
                database.jdbc().sql("SHOW plan_cache_mode").query(String.class).single();

        assertThat(mode).isEqualTo("force_custom_plan");
    }

    @Test
    void givenARecord_whenConsumedFromNow_thenOnlyWhatIsSentLaterIsSeen() throws Exception {
        // given
        try (var consumer = TestKafka.consumerFromNow(Topic.ORDERS);
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, TestKafka.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            // when
            producer.send(new ProducerRecord<>(Topic.ORDERS.topicName(), "key", "value"))
                    .get();
            var seen = consumer.poll(Duration.ofSeconds(10));

            // then
            assertThat(StreamSupport.stream(seen.spliterator(), false).map(record -> record.key()))
                    .containsExactly("key");
            assertThat(consumer.partitionsFor(Topic.ORDERS.topicName())).hasSize(TestKafka.PARTITIONS);
        }
    }
}
