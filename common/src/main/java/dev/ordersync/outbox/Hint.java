package dev.ordersync.outbox;

import dev.ordersync.order.OrderId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What our own consumers read of a record: which row may be due. Its content is for others; the row is the truth.
 *
 * @param storeKey as the record's key says
 */
public record Hint(OrderId orderId, String storeKey) {
    /** Header with our number of the order, so that no JSON has to be understood. */
    public static final String ORDER_ID_HEADER = "ordersync-order-id";

    private static final int LONGEST_NUMBER = 19;

    /** @return empty for a record that is not one of ours: it belongs to the dead letters */
    public static Optional<Hint> of(ConsumerRecord<String, byte[]> message) {
        var header = message.headers().lastHeader(ORDER_ID_HEADER);
        if (header == null || message.key() == null) {
            return Optional.empty();
        }
        var text = new String(header.value(), StandardCharsets.US_ASCII);
        if (text.isEmpty() || text.length() > LONGEST_NUMBER || !text.chars().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        return Optional.of(new Hint(new OrderId(Long.parseLong(text)), message.key()));
    }
}
