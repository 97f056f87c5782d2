package dev.ordersync.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
    private static final int TEXTS = 20_000;
    private static final int LONGEST = 12;
    /** Just behind the letters that are looked up one by one. */
    private static final int LETTERS = 0x252;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Zoë O’Neil    | zoe oneil
            STRAßE 5      | strasse 5
            Łódź, Ærø     | lodz, aero
            Юлия Щербакова | yuliya shcherbakova
            Νίκος         | nikos
            """)
    void C6_C7_givenLettersOfAnyScript_thenTheyAreComparedAsPlainLatinOnes(String written, String plain) {
        assertThat(PlainText.of(written)).isEqualTo(plain);
    }

    /** Letters are looked up one by one because that is quick; it may change nothing. */
    @Test
    void C16_givenLatinLettersInAnyOrder_thenTheyAreWhatTheTransliteratorMakesOfTheWhole() {
        var random = new Random(5);
        for (int i = 0; i < TEXTS; i++) {
            var text = text(random);

            assertThat(PlainText.of(text)).as(text).isEqualTo(joined(PlainText.LATIN.transliterate(joined(text))));
        }
    }

    @Test
    void givenATextWithPunctuation_thenItsWordsAreWhatItParts() {
        assertThat(PlainText.words(" 12-B, Rue de l’Été! ")).isEqualTo(List.of("12", "b", "rue", "de", "lete"));
        assertThat(PlainText.words("!")).isEmpty();
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int length = random.nextInt(LONGEST); length > 0; length--) {
            text.append((char) random.nextInt(1, LETTERS));
        }
        return text.toString();
    }

    private static String joined(String text) {
        return text.replaceAll("['’‘`´ʹʺʼ]", "");
    }
}
