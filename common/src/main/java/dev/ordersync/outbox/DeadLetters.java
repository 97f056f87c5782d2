package dev.ordersync.outbox;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** Puts a record that a consumer of ours refuses aside, whole and with the reason, and does not wait for it. */
public final class DeadLetters {
    public static final String REASON_HEADER = "ordersync-refused";
    public static final String NO_ORDER_ID = "no order id header of ours";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final String SUFFIX = ".dlt";

    private final KafkaTemplate<String, byte[]> kafka;

    public DeadLetters(KafkaTemplate<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    public void put(ConsumerRecord<String, byte[]> message, String reason) {
        var letter =
                new ProducerRecord<>(message.topic() + SUFFIX, null, message.key(), message.value(), message.headers());
        letter.headers().add(REASON_HEADER, reason.getBytes(StandardCharsets.UTF_8));
        var _ = kafka.send(letter).whenComplete((_, error) -> {
            if (error != null) {
                LOG.error("A refused record of {} could not be put aside", message.topic(), error);
            }
        });
    }
}
