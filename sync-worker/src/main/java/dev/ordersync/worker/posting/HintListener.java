package dev.ordersync.worker.posting;

import dev.ordersync.outbox.Hint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;

/** Offers hints to the lanes and returns: it never waits and never throws, so offsets never wait for a shop. */
class HintListener {
    private static final Logger LOG = LoggerFactory.getLogger(HintListener.class);

    private final Lanes lanes;
    private final Runnable wake;
    private final KafkaTemplate<String, byte[]> deadLetters;
    private final Counter dropped;

    HintListener(Lanes lanes, Runnable wake, KafkaTemplate<String, byte[]> deadLetters, MeterRegistry registry) {
        this.lanes = lanes;
        this.wake = wake;
        this.deadLetters = deadLetters;
        this.dropped = Counter.builder("ordersync.hints.dropped")
                .description("Hints for another replica's stores, or for a full lane; the sweep returns to them")
                .register(registry);
    }

    @KafkaListener(
            id = "sync-worker",
            topics = {"ordersync.orders", "ordersync.posts"},
            containerFactory = "hintListenerFactory")
    void hints(List<ConsumerRecord<String, byte[]>> batch) {
        for (var message : batch) {
            Hint.of(message).ifPresentOrElse(this::offer, () -> refuse(message));
        }
        wake.run();
    }

    private void offer(Hint hint) {
        if (!lanes.offer(hint)) {
            dropped.increment();
        }
    }

    private void refuse(ConsumerRecord<String, byte[]> message) {
        var letter =
                new ProducerRecord<>(message.topic() + ".dlt", null, message.key(), message.value(), message.headers());
        letter.headers().add("ordersync-refused", "no order id header of ours".getBytes(StandardCharsets.US_ASCII));
        var _ = deadLetters.send(letter).whenComplete((_, error) -> {
            if (error != null) {
                LOG.error("A refused record of {} could not be put aside", message.topic(), error);
            }
        });
    }
}
