package dev.ordersync.lookup;

import dev.ordersync.outbox.DeadLetters;
import dev.ordersync.outbox.Hint;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;

/** A timeout event makes the next pass start at once; the rows say which orders are due. It never waits. */
class TimeoutListener {
    private final Runnable wake;
    private final DeadLetters deadLetters;

    TimeoutListener(Runnable wake, KafkaTemplate<String, byte[]> deadLetters) {
        this.wake = wake;
        this.deadLetters = new DeadLetters(deadLetters);
    }

    @KafkaListener(id = "reconciler", topics = "ordersync.timeouts", containerFactory = "timeoutListenerFactory")
    void timeouts(List<ConsumerRecord<String, byte[]>> batch) {
        for (var message : batch) {
            if (Hint.of(message).isEmpty()) {
                deadLetters.put(message, DeadLetters.NO_ORDER_ID);
            }
        }
        wake.run();
    }
}
