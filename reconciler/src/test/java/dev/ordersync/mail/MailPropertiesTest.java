package dev.ordersync.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailPropertiesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ops",
                "ops@",
                "a@example.com,b@example.com",
                "ops@example.com\r\nBcc: x@example.com",
                "Ops <ops@example.com>"
            })
    void givenNoPlainAddress_whenConfigured_thenTheStartIsRefused(String address) {
        assertThatThrownBy(() -> new MailProperties("order-sync@example.com", List.of(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ordersync.mail.default-to");
        assertThatThrownBy(() -> new MailProperties(address, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ordersync.mail.from");
    }

    @Test
    void givenAStoresOwnAddresses_whenTold_thenTheDefaultIsLeftAlone() {
        var properties = new MailProperties("order-sync@localhost", List.of("default@example.com"));

        assertThat(properties.recipients(List.of("a@example.com", "a@example.com")))
                .containsExactly("a@example.com");
        assertThat(properties.recipients(List.of())).containsExactly("default@example.com");
    }

    @Test
    void givenLineBreaksAndControls_whenMadeOneLine_thenNoneIsLeftAndItIsBounded() {
        assertThat(MailOutbox.oneLine("a\r\nBcc: b\u2028c\u0000d\u202Ee")).isEqualTo("a Bcc: b c d e");
        assertThat(MailOutbox.oneLine("x".repeat(2_000))).hasSize(501);
    }

    @Test
    void givenRefusals_whenPostponed_thenThePausesDoubleUpToAnHour() {
        assertThat(MailStep.delay(0)).hasMinutes(1);
        assertThat(MailStep.delay(1)).hasMinutes(2);
        assertThat(MailStep.delay(5)).hasMinutes(32);
        assertThat(MailStep.delay(6)).hasHours(1);
        assertThat(MailStep.delay(60)).hasHours(1);
    }
}
