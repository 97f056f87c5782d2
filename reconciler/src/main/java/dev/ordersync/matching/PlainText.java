package dev.ordersync.matching;

import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Text as it is compared: Latin letters without accents, lower case, words without punctuation. Written without regular
 * expressions, since a look brings some hundred thousand texts into this form.
 */
final class PlainText {
    private static final int MAX_LENGTH = 300;
    private static final int ASCII = 128;

    /** An apostrophe joins (O’Neil is one word), everything else that is no letter or digit parts. */
    private static final String APOSTROPHES = "'’‘`´ʹʺʼ";

    /** Russian first: what most people write of a Cyrillic name is this system's spelling, not the scholars'. */
    static final Transliterator LATIN =
            Transliterator.getInstance("Russian-Latin/BGN; Any-Latin; Latin-ASCII; Lower()");

    /** What the transliterator makes of the letters up to Latin Extended-B, each by itself: their neighbours don't matter. */
    private static final String[] LATIN_LETTERS = latinLetters(0x250);

    private PlainText() {}

    static String of(String text) {
        int length = Math.min(text.length(), MAX_LENGTH);
        var plain = new StringBuilder(length + 8);
        for (int i = 0; i < length; i++) {
            char letter = text.charAt(i);
            if (letter >= LATIN_LETTERS.length && !isApostrophe(letter)) {
                return transliterated(text.substring(0, length));
            }
            if ((letter >= 'a' && letter <= 'z') || letter == ' ') {
                plain.append(letter);
            } else if (!isApostrophe(letter)) {
                plain.append(LATIN_LETTERS[letter]);
            }
        }
        return plain.toString();
    }

    static List<String> words(String text) {
        var plain = of(text);
        var words = new ArrayList<String>();
        int from = -1;
        for (int i = 0; i <= plain.length(); i++) {
            if (i < plain.length() && isWordLetter(plain.charAt(i))) {
                from = from < 0 ? i : from;
            } else if (from >= 0) {
                words.add(plain.substring(from, i));
                from = -1;
            }
        }
        return words;
    }

    /** Its letters A to Z, as capitals, and its digits: codes are written with all kinds of separators. */
    static String code(String text) {
        return only(text, letter -> isDigit(letter) || isLetter(letter)).toUpperCase(Locale.ROOT);
    }

    static String digits(String text) {
        return only(text, PlainText::isDigit);
    }

    private static String only(String text, IntPredicate wanted) {
        var left = new StringBuilder(text.length());
        text.chars().filter(wanted).forEach(letter -> left.append((char) letter));
        return left.toString();
    }

    private static boolean isWordLetter(int letter) {
        return (letter >= 'a' && letter <= 'z') || isDigit(letter);
    }

    private static boolean isLetter(int letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    }

    private static boolean isDigit(int letter) {
        return letter >= '0' && letter <= '9';
    }

    private static boolean isApostrophe(char letter) {
        return APOSTROPHES.indexOf(letter) >= 0;
    }

    private static String transliterated(String text) {
        return withoutApostrophes(LATIN.transliterate(withoutApostrophes(text)));
    }

    private static String withoutApostrophes(String text) {
        return only(text, letter -> !isApostrophe((char) letter));
    }

    private static String[] latinLetters(int end) {
        var letters = new String[end];
        for (char letter = 0; letter < end; letter++) {
            var text = String.valueOf(letter);
            letters[letter] = letter < ASCII ? text.toLowerCase(Locale.ROOT) : transliterated(text);
        }
        return letters;
    }
}
