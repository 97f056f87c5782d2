package dev.ordersync.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OrderStatusTest {
    @Test
    void thenTheSchemaKnowsExactlyTheseStatuses() throws IOException {
        try (var schema = Objects.requireNonNull(getClass().getResourceAsStream("/db/migration/V1__orders.sql"))) {
            var wanted = Arrays.stream(OrderStatus.values())
                    .map(status -> "'" + status.code() + "'")
                    .collect(Collectors.joining(", ", "(", ")"));
            assertThat(new String(schema.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\s+", " "))
                    .contains("orders_status_valid CHECK (status IN " + wanted);
        }
    }

    @Test
    void thenNothingInDoubtGoesStraightToAnAttempt() {
        assertThat(OrderStatus.IN_DOUBT.next()).doesNotContain(OrderStatus.POSTING);
        assertThat(OrderStatus.POSTING.next()).doesNotContain(OrderStatus.POSTING);
    }
}
