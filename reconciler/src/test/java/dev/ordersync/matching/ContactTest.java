package dev.ordersync.matching;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mailboxes and phones. */
class ContactTest {
    private static final Set<String> RELAYS = Set.of("marketplace.amazon.com");

    @ParameterizedTest
    @CsvSource({
        "zoe@example.com, ZOE@Example.com, EMAIL_SAME",
        "zoe.oneil@gmail.com, zoeoneil@googlemail.com, EMAIL_MAILBOX",
        "zoe@example.com, zoe+shop@example.com, EMAIL_MAILBOX",
        "zoe.oneil@example.com, zoeoneil@example.com, EMAIL_TYPO",
        "zoe.oneil@example.com, zoe.oneil@exmple.com, EMAIL_TYPO",
        "zoe@example.com, joe@example.com, EMAIL_OTHER",
        "a1@marketplace.amazon.com, a1@marketplace.amazon.com, EMAIL_RELAY"
    })
    void C9_givenAMailbox_whenWrittenOtherwise_thenItIsAtThisLevel(String ours, String theirs, Level level) {
        assertThat(mailbox(ours).against(mailbox(theirs))).isEqualTo(level);
    }

    @Test
    void C9_givenARelayOnOneSide_thenItSaysNothing() {
        assertThat(mailbox("a1@marketplace.amazon.com").against(mailbox("zoe@example.com")))
                .isNull();
        assertThat(mailbox("a1@eu.marketplace.amazon.com").against(mailbox("b2@marketplace.amazon.com")))
                .isNull();
    }

    @Test
    void C15_givenNoAddress_thenThereIsNoMailbox() {
        assertThat(Mailbox.of("n/a", RELAYS)).isNull();
        assertThat(Mailbox.of("@example.com", RELAYS)).isNull();
        assertThat(Mailbox.of("zoe@", RELAYS)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "+14155550123, US, (415) 555-0123, US, PHONE_SAME",
        "+14155550123, US, 1-415-555-0123, US, PHONE_SAME",
        "+442079460958, GB, 020 7946 0958, GB, PHONE_SAME",
        "+4930901820, DE, 030 901820, DE, PHONE_SAME",
        "+14155550123, US, 5550123, US, PHONE_TAIL",
        "+14155550123, US, 00 1 415 555 0123, , PHONE_TAIL",
        "+14155550123, US, +14155550124, US, PHONE_OTHER"
    })
    void C9_givenAPhone_whenWrittenOtherwise_thenItIsAtThisLevel(
            String ours, String country, String theirs, @Nullable String otherCountry, Level level) {
        assertThat(phone(ours, country).against(phone(theirs, otherCountry))).isEqualTo(level);
    }

    @Test
    void C15_givenAPlaceholder_thenThereIsNoPhone() {
        assertThat(Phone.of("000-000-0000", "US")).isNull();
        assertThat(Phone.of("1234567890", "US")).isNull();
        assertThat(Phone.of("555", "US")).isNull();
    }

    private static Mailbox mailbox(String text) {
        return requireNonNull(Mailbox.of(text, RELAYS));
    }

    private static Phone phone(String text, @Nullable String country) {
        return requireNonNull(Phone.of(text, country));
    }
}
