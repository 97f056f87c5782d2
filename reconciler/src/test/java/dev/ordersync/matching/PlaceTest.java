package dev.ordersync.matching;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {
    private static final Place OURS = place("418 Brannan Street", "Apt 3", "San Francisco", "CA", "94107");

    @ParameterizedTest
    @CsvSource({
        "418 Brannan St., Apt 3, San Francisco, CA, 94107, ADDRESS_SAME",
        "418 Brannan St Apartment 3, , San Francisco, California, 94107-1234, ADDRESS_SAME",
        "418 BRANNAN STREET #3, , san francisco, ca, 94107, ADDRESS_SAME",
        "418 Brannan St, 3, San Francisco, CA, 94107, ADDRESS_SAME",
        "418 Brannan St, Apt 3, San Francisco, California, , ADDRESS_SAME",
        "418 Brannan Street, , San Francisco, CA, 94107, ADDRESS_HOUSE",
        "418 Branan St, Apt 3, San Francisco, CA, 94107, ADDRESS_HOUSE",
        "418 Brannan St, Apt 9, San Francisco, CA, 94107, ADDRESS_UNIT",
        "12 Oak Avenue, , San Francisco, CA, 94107, ADDRESS_TOWN",
        "12 Oak Avenue, , San Francisco, California, 94110, ADDRESS_TOWN",
        "418 Brannan St, Apt 3, Portland, OR, 97201, ADDRESS_OTHER"
    })
    void C9_givenAnAddress_whenWrittenOtherwise_thenItIsAtThisLevel(
            String line1,
            @Nullable String line2,
            @Nullable String city,
            @Nullable String region,
            @Nullable String postalCode,
            Level level) {
        assertThat(OURS.against(place(line1, line2, city, region, postalCode))).isEqualTo(level);
    }

    @Test
    void C15_givenATownAlone_thenThereIsNoAddress() {
        assertThat(Place.of(null, null, "San Francisco", "CA", "94107", "US")).isNull();
    }

    private static Place place(
            String line1,
            @Nullable String line2,
            @Nullable String city,
            @Nullable String region,
            @Nullable String postalCode) {
        return requireNonNull(Place.of(line1, line2, city, region, postalCode, "US"));
    }
}
