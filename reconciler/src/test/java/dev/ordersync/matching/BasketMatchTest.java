package dev.ordersync.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.platform.Copy;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasketMatchTest {
    /** Lines are separated by {@code +}; a line is quantity, SKU (- for none), title. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2 TEE-M Tee + 1 MUG-9 Mug | 1 MUG-9 Mug + 2 TEE-M Tee                 | LINES_SAME
                    2 TEE-M Tee               | 1 TEE-M Tee + 1 TEE-M Tee                 | LINES_SAME
                    2 TEE-M Tee               | 2 tee_m T-shirt                           | LINES_SAME
                    2 TEE-M Tee, M            | 2 - Tee M                                 | LINES_TITLE
                    2 TEE-M Tee, M            | 2 W-1077 Tee (M)                          | LINES_TITLE
                    2 TEE-M Tee               | 2 TEE-M Tee + 1 GIFT Sticker              | LINES_MORE
                    2 TEE-M Tee               | 2 TEE-M Tee + 1 - Discount                | LINES_MORE
                    1 SET-1 Set               | 1 SET-1-A Mug + 1 SET-1-B Tee             | LINES_MORE
                    1 SET-1 Mug and Tee set   | 1 W-7 Mug + 1 W-8 Tee                     | LINES_MORE
                    2 TEE-M Tee + 1 MUG-9 Mug | 2 TEE-M Tee                               | LINES_PARTIAL
                    2 TEE-M Tee               | 1 TEE-M Tee                               | LINES_PARTIAL
                    2 TEE-M Tee + 1 MUG-9 Mug | 2 TEE-M Tee + 1 CAP-1 Cap                 | LINES_SOME
                    2 TEE-M Tee               | 2 CAP-1 Cap                               | LINES_OTHER
                    """)
    void C10_C11_C12_givenLines_whenWrittenOtherwise_thenTheyAreAtThisLevel(String ours, String theirs, Level level) {
        assertThat(BasketMatch.of(basket(ours), basket(theirs)).level()).isEqualTo(level);
    }

    @Test
    void C10_givenThingsKnownOtherwiseThanBySku_thenEachIsNamed() {
        var compared = BasketMatch.of(basket("2 TEE-M Tee + 1 MUG-9 Mug"), basket("2 W-1 Tee + 1 GIFT Sticker"));

        assertThat(String.valueOf(compared.theirs()))
                .contains("W-1 by its title")
                .contains("1 × GIFT more")
                .contains("1 × MUG-9 not there");
    }

    @Test
    void C15_givenACopyWithoutLinesYet_thenTheyAreMissing() {
        assertThat(BasketMatch.of(basket("2 TEE-M Tee"), Basket.ofTheirs(List.of()))
                        .agreement())
                .isEqualTo(Agreement.MISSING);
    }

    private static Basket basket(String text) {
        return Basket.ofTheirs(Arrays.stream(text.split(" \\+ "))
                .map(line -> line.strip().split(" ", 3))
                .map(parts ->
                        new Copy.Line(parts[1].equals("-") ? null : parts[1], parts[2], Integer.parseInt(parts[0])))
                .toList());
    }
}
