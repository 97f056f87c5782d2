package dev.ordersync.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ordersync.order.OrderJson;
import dev.ordersync.problem.FieldError;
import dev.ordersync.problem.Refusal;
import dev.ordersync.testing.OrderExample;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class OrderReaderTest {
    private static ReadOrder read(String json) {
        return OrderReader.check(
                OrderReader.parse(json.getBytes(StandardCharsets.UTF_8)),
                store -> store.value().equals("acme-woo"));
    }

    private static List<FieldError> errors(String json) {
        return catchThrowableOfType(Refusal.class, () -> read(json)).errors();
    }

    @Test
    void givenTheContractsExample_whenRead_thenTheStoredBodySaysTheSame() {
        // when
        var order = read(OrderExample.json());

        // then
        assertThat(OrderJson.read(order.body())).isEqualTo(order.content());
        assertThat(order.content().total()).isEqualTo(new BigDecimal("48.00"));
        assertThat(order.body()).doesNotContain("\n").startsWith("{\"id\":\"CV-100482\",\"source\":");
    }

    @Test
    void givenOnlyWhatIsRequired_whenRead_thenTheRestHasItsDefault() {
        // given
        var json = OrderExample.with(order -> {
            order.remove(List.of("source", "url", "billingAddress", "shipping", "tax", "discount", "note"));
            order.putObject("customer");
            order.putObject("shippingAddress");
            order.put("total", "39.80");
        });

        // when
        var order = read(json);

        // then
        assertThat(order.content().source()).isEqualTo("default");
        assertThat(order.content().shipping()).isEqualByComparingTo("0");
        assertThat(order.content().note()).isNull();
        assertThat(OrderJson.read(order.body()).source()).isEqualTo("default");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "7", "{", "{} {}", "{\"id\": \"1\", \"id\": \"2\"}", "{'id': 1}", "{\"a\": \"\u0001\"}"
            })
    void givenNoJsonObject_whenParsed_thenItIsMalformed(String json) {
        var refusal =
                catchThrowableOfType(Refusal.class, () -> OrderReader.parse(json.getBytes(StandardCharsets.UTF_8)));

        assertThat(refusal.status().value()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo("malformed-json");
    }

    @Test
    void givenEndlessNesting_whenParsed_thenItIsMalformed() {
        var refusal = catchThrowableOfType(
                Refusal.class, () -> OrderReader.parse("{\"a\":".repeat(50_000).getBytes(StandardCharsets.UTF_8)));

        assertThat(refusal.code()).isEqualTo("malformed-json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void givenOneWrongField_whenRead_thenItIsNamed(String field, Consumer<ObjectNode> change) {
        assertThat(errors(OrderExample.with(change)))
                .extracting(FieldError::field)
                .containsExactly(field);
    }

    @Test
    void givenHalfACharacter_whenRead_thenItIsRefused() {
        var json = OrderExample.json().replace("\"firstName\": \"Zoë\"", "\"firstName\": \"\\ud83d\"");

        assertThat(errors(json)).extracting(FieldError::field).containsExactly("customer.firstName");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("id", order -> order.remove("id")),
                wrong("id", order -> order.putNull("id")),
                wrong("id", order -> order.put("id", 7)),
                wrong("id", order -> order.put("id", "")),
                wrong("id", order -> order.put("id", "a b")),
                wrong("id", order -> order.put("id", "..")),
                wrong("id", order -> order.put("id", "x".repeat(65))),
                wrong("source", order -> order.put("source", "a/b")),
                wrong("url", order -> order.put("url", "javascript:alert(1)")),
                wrong("url", order -> order.put("url", "https://")),
                wrong("store", order -> order.put("store", "other")),
                wrong("store", order -> order.put("store", "ACME")),
                wrong("placedAt", order -> order.put("placedAt", "2026-11-24T10:15:30")),
                wrong("placedAt", order -> order.put("placedAt", "yesterday")),
                wrong("placedAt", order -> order.put("placedAt", "+999999999-01-01T00:00:00Z")),
                wrong("currency", order -> order.put("currency", "usd")),
                wrong("currency", order -> order.put("currency", "XAU")),
                wrong("customer", order -> order.remove("customer")),
                wrong("customer", order -> order.put("customer", "Zoë")),
                wrong("customer.email", order -> customer(order).put("email", "zoe")),
                wrong("customer.email", order -> customer(order).put("email", "a@x.de, b@x.de")),
                wrong("customer.firstName", order -> customer(order).put("firstName", "Z\u0000e")),
                wrong("customer.firstName", order -> customer(order).put("firstName", "Zoë\r\nBcc: x@example.com")),
                wrong("customer.lastName", order -> customer(order).put("lastName", "x".repeat(101))),
                wrong("customer.age", order -> customer(order).put("age", 40)),
                wrong("shippingAddress.country", order -> address(order).put("country", "USA")),
                wrong("shippingAddress.zip", order -> address(order).put("zip", "1")),
                wrong("billingAddress", order -> order.put("billingAddress", false)),
                wrong(
                        "billingAddress.country",
                        order -> order.putObject("billingAddress").put("country", "x")),
                wrong("lines", order -> order.putArray("lines")),
                wrong("lines", order -> order.put("lines", "TEE-M")),
                wrong("lines[1]", order -> order.withArray("lines").add(1)),
                wrong("lines[0].quantity", order -> line(order).put("quantity", 0)),
                wrong("lines[0].quantity", order -> line(order).put("quantity", 1.5)),
                wrong("lines[0].quantity", order -> line(order).put("quantity", "2")),
                wrong("lines[0].quantity", order -> line(order).put("quantity", 4_294_967_298L)),
                wrong("lines[0].unitPrice", order -> line(order).put("unitPrice", "-1.00")),
                wrong("lines[0].unitPrice", order -> line(order).put("unitPrice", "1e2")),
                wrong("lines[0].unitPrice", order -> line(order).put("unitPrice", 19.9)),
                wrong("lines[0].unitPrice", order -> line(order).put("unitPrice", "19.900")),
                wrong("lines[0].sku", order -> line(order).remove(List.of("sku", "title"))),
                wrong("lines[0].colour", order -> line(order).put("colour", "red")),
                wrong("shipping", order -> order.put("shipping", "5,00")),
                wrong("discount", order -> order.put("discount", "-0.01")),
                wrong("total", order -> order.put("total", "48.01")),
                wrong("total", order -> order.remove("total")),
                wrong("note", order -> order.put("note", "\u0007")),
                wrong("extra", order -> order.put("extra", 1)));
    }

    private static Arguments wrong(String field, Consumer<ObjectNode> change) {
        return arguments(field, change);
    }

    private static ObjectNode customer(ObjectNode order) {
        return (ObjectNode) order.get("customer");
    }

    private static ObjectNode address(ObjectNode order) {
        return (ObjectNode) order.get("shippingAddress");
    }

    private static ObjectNode line(ObjectNode order) {
        return (ObjectNode) order.get("lines").get(0);
    }

    @Test
    void givenSeveralWrongFields_whenRead_thenAllAreNamedAtOnce() {
        var json = OrderExample.with(order -> {
            order.put("id", "a b").put("tax", "x").put("more", 1);
            line(order).put("quantity", -1);
        });

        assertThat(errors(json))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("id", "tax", "more", "lines[0].quantity");
    }

    @Test
    void givenEndlessUnknownFields_whenRead_thenTheListOfErrorsIsBounded() {
        var json = OrderExample.with(order -> {
            for (int i = 0; i < 1_000; i++) {
                order.put("x" + i, i);
            }
        });

        assertThat(errors(json)).hasSize(Fields.MAX_ERRORS);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("digits")
    void givenACurrency_whenAmountsHaveDigits_thenOnlyItsOwnArePassed(String currency, String amount, boolean passes) {
        var json = OrderExample.with(order -> {
            order.put("currency", currency).put("shipping", "0").put("tax", "0").put("discount", "0");
            line(order).put("quantity", 1).put("unitPrice", amount);
            order.put("total", amount);
        });

        if (passes) {
            assertThat(read(json).content().total()).isEqualTo(new BigDecimal(amount));
        } else {
            assertThat(errors(json))
                    .extracting(FieldError::field)
                    .containsExactlyInAnyOrder("lines[0].unitPrice", "total");
        }
    }

    static Stream<Arguments> digits() {
        return Stream.of(
                arguments("USD", "1.99", true),
                arguments("USD", "1.999", false),
                arguments("JPY", "199", true),
                arguments("JPY", "199.5", false),
                arguments("KWD", "1.999", true),
                arguments("KWD", "1.9999", false));
    }

    @Test
    void givenTheSameSaidOtherwise_whenHashed_thenItIsTheSame() {
        var other = OrderExample.with(order -> {
            order.remove(List.of("billingAddress", "id"));
            order.put("id", "CV-100482"); // now the last key
            order.put("discount", "0").put("tax", "3.2").put("shipping", "5");
            order.put("placedAt", "2026-11-24T11:15:30+01:00");
            line(order).put("unitPrice", "19.9");
            address(order).remove("company");
        });

        assertThat(ContentHash.of(read(other).content()))
                .isEqualTo(ContentHash.of(read(OrderExample.json()).content()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void givenAnyFieldChanged_whenHashed_thenItIsAnother(Consumer<ObjectNode> change) {
        assertThat(ContentHash.of(read(OrderExample.with(change)).content()))
                .isNotEqualTo(ContentHash.of(read(OrderExample.json()).content()));
    }

    static Stream<Consumer<ObjectNode>> changes() {
        return Stream.of(
                order -> order.put("id", "CV-2"),
                order -> order.put("source", "other"),
                order -> order.putNull("url"),
                order -> order.put("placedAt", "2026-11-24T10:15:31Z"),
                order -> order.put("currency", "EUR"),
                order -> customer(order).put("firstName", "Zoe"),
                order -> customer(order).put("lastName", "Neil"),
                order -> customer(order).put("email", "zoe@example.org"),
                order -> customer(order).putNull("phone"),
                order -> address(order).put("line2", "x"),
                order -> order.putObject("billingAddress"),
                order -> line(order).put("sku", "TEE-L"),
                order -> line(order).put("title", "Tee"),
                order -> line(order).put("quantity", 1).put("unitPrice", "39.80"),
                order -> order.put("shipping", "3.20").put("tax", "5.00"),
                order -> order.put("discount", "1.00").put("total", "47.00"),
                order -> order.putNull("note"));
    }
}
