package dev.ordersync.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.order.OrderContent;
import dev.ordersync.order.OrderJson;
import dev.ordersync.order.PlatformOrderId;
import dev.ordersync.platform.Copy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldMatcherTest {
    private static final OrderContent ORDER = OrderJson.read("""
            {"id": "CV-1", "store": "demo", "placedAt": "2026-11-24T09:59:00Z", "currency": "USD",
             "customer": {"firstName": "Zoë", "lastName": "O’Neil", "email": "zoe@example.com", "phone": "+15551234567"},
             "shippingAddress": {"line1": "418 Brannan St", "city": "San Francisco", "postalCode": "94107", "country": "US"},
             "lines": [{"sku": "TEE-M", "title": "Tee", "quantity": 2, "unitPrice": "19.90"}], "total": "39.80"}
            """);

    private final FieldMatcher matcher = new FieldMatcher();

    @ParameterizedTest
    @CsvSource({"Zoe, ONeil", "ZOE, O'NEIL", "O'Neil, Zoë", "Zoë Maria, O’Neil", "Z., O'Neil"})
    void C7_givenTheNameWrittenOtherwise_thenItIsLikely(String first, String last) {
        assertThat(matcher.compare(ORDER, copy(first, last, null, "TEE-M", "39.80"))
                        .isLikely())
                .isTrue();
    }

    @Test
    void C8_givenAnotherPersonWithTheSameItems_thenItIsNotLikely() {
        assertThat(matcher.compare(ORDER, copy("Ben", "O’Neil", "ben@example.org", "TEE-M", "39.80"))
                        .isLikely())
                .isFalse();
    }

    @Test
    void C12_givenOnlyTheTotalAgrees_thenItIsNotLikely() {
        assertThat(matcher.compare(ORDER, copy(null, null, null, "MUG-1", "39.80"))
                        .isLikely())
                .isFalse();
    }

    @Test
    void C15_givenTheShopSaysNothingOfAField_thenItIsMissingAndWeighsNothing() {
        var evidence = matcher.compare(ORDER, copy("Zoë", "O’Neil", null, "TEE-M", "39.80")).evidence().stream()
                .filter(field -> field.field().equals("customer.email"))
                .findFirst()
                .orElseThrow();
        assertThat(evidence.agreement()).isEqualTo(Agreement.MISSING);
        assertThat(evidence.weight()).isZero();
    }

    @Test
    void C16_givenTheSameEvidence_thenTheSameAnswer() {
        var copy = copy("Zoe", "ONeil", "zoe@example.com", "TEE-M", "39.80");
        assertThat(matcher.compare(ORDER, copy)).isEqualTo(matcher.compare(ORDER, copy));
    }

    private static Copy copy(
            @Nullable String first, @Nullable String last, @Nullable String email, String sku, String total) {
        var content = new Copy.Content(
                null,
                first,
                last,
                email,
                null,
                null,
                null,
                null,
                null,
                "USD",
                new BigDecimal(total),
                List.of(new Copy.Line(sku, null, 2)));
        return new Copy(new PlatformOrderId("1"), null, null, Instant.EPOCH, Copy.Status.OPEN, null, false, content);
    }
}
