package dev.ordersync.matching;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Names as people mean them: without case, accents, apostrophes and order of the parts. */
final class Names {
    private Names() {}

    /** Equal for names that differ only in case, accents, punctuation and the order of their parts. */
    static String key(String name) {
        return String.join(" ", parts(name));
    }

    /** Whether one name has all the parts of the other, an initial standing for its name. */
    static boolean alike(String one, String other) {
        var first = parts(one);
        var second = parts(other);
        boolean firstIsShorter = first.size() <= second.size();
        var fewer = firstIsShorter ? first : second;
        var more = firstIsShorter ? second : first;
        boolean covered = fewer.stream().allMatch(part -> more.stream().anyMatch(whole -> covers(part, whole)));
        boolean oneWholeName = fewer.stream().anyMatch(part -> part.length() > 1 && more.contains(part));
        return covered && oneWholeName && fewer.size() > 1;
    }

    private static boolean covers(String part, String whole) {
        return part.equals(whole)
                || (part.length() == 1 && whole.startsWith(part))
                || (whole.length() == 1 && part.startsWith(whole));
    }

    private static Set<String> parts(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("['’`]", "")
                .toLowerCase(Locale.ROOT);
        return new TreeSet<>(Arrays.asList(plain.strip().split("[^\\p{L}\\p{N}]+")));
    }
}
