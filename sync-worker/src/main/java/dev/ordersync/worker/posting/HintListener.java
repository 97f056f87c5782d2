package dev.ordersync.worker.posting;

import dev.ordersync.outbox.DeadLetters;
import dev.ordersync.outbox.Hint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;

/** Offers hints to the lanes and returns: it never waits and never throws, so offsets never wait for a shop. */
class HintListener {
    private final Lanes lanes;
    private final Runnable wake;
    private final DeadLetters deadLetters;
    private final Counter dropped;

    HintListener(Lanes lanes, Runnable wake, KafkaTemplate<String, byte[]> deadLetters, MeterRegistry registry) {
        this.lanes = lanes;
        this.wake = wake;
        this.deadLetters = new DeadLetters(deadLetters);
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
            Hint.of(message).ifPresentOrElse(this::offer, () -> deadLetters.put(message, DeadLetters.NO_ORDER_ID));
        }
        wake.run();
    }

    private void offer(Hint hint) {
        if (!lanes.offer(hint)) {
            dropped.increment();
        }
    }
}
