package dev.ordersync.matching;

import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as it is compared: Latin letters without accents, lower case, words without punctuation. */
final class PlainText {
    private static final int MAX_LENGTH = 300;

    /** Russian first: what most people write of a Cyrillic name is this system's spelling, not the scholars'. */
    private static final Transliterator LATIN =
            Transliterator.getInstance("Russian-Latin/BGN; Any-Latin; Latin-ASCII; Lower()");

    /** An apostrophe joins (O’Neil is one word), everything else that is no letter or digit parts. */
    private static final Pattern APOSTROPHES = Pattern.compile("['’‘`´ʹʺʼ]");

    private static final Pattern BREAKS = Pattern.compile("[^a-z0-9]+");

    private PlainText() {}

    static String of(String text) {
        var bounded = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        var joined = APOSTROPHES.matcher(bounded).replaceAll("");
        var latin = isAscii(joined) ? joined.toLowerCase(Locale.ROOT) : LATIN.transliterate(joined);
        return APOSTROPHES.matcher(latin).replaceAll("");
    }

    static List<String> words(String text) {
        var words = new ArrayList<String>();
        for (var word : BREAKS.split(of(text), -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(letter -> letter < 128);
    }
}
