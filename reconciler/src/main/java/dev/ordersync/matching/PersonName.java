package dev.ordersync.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.jspecify.annotations.Nullable;

/**
 * A name as people mean it: without case, accents, script, titles, and the order of its parts.
 *
 * @param shown as it was written
 * @param parts each once, in alphabetical order
 * @param joined all of it in the written order, without spaces
 */
record PersonName(String shown, List<Part> parts, String joined) {
    /** Below, two words are two names. Chosen so that one wrong letter in five passes, and Maria is not Marta. */
    private static final double SIMILAR = 0.93;

    private static final int SHORTEST_SIMILAR = 4;
    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();
    private static final Set<String> TITLES = Set.of(
            "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "jr", "sr", "ii", "iii", "herr", "frau", "attn", "co");
    /** What is filled in where a name is demanded. */
    private static final Set<String> NOBODY = Set.of("guest", "customer", "unknown", "na", "none", "buyer", "test");

    /** They belong to the word after them: O Neil, Mc Donald, van der Berg. */
    private static final Set<String> PREFIXES = Set.of(
            "o", "mc", "mac", "van", "von", "der", "den", "ten", "de", "la", "del", "di", "da", "dos", "le", "du");

    /** @param sound equal for spellings of one sound */
    record Part(String word, String sound) {
        boolean isInitial() {
            return word.length() == 1;
        }

        private boolean standsFor(Part other) {
            if (isInitial() || other.isInitial()) {
                return word.charAt(0) == other.word.charAt(0);
            }
            if (sound.equals(other.sound) || Nicknames.alike(word, other.word)) {
                return true;
            }
            return word.charAt(0) == other.word.charAt(0)
                    && Math.min(word.length(), other.word.length()) >= SHORTEST_SIMILAR
                    && SIMILARITY.apply(word, other.word) >= SIMILAR;
        }
    }

    static @Nullable PersonName of(@Nullable String... written) {
        var shown = new ArrayList<String>();
        for (var part : written) {
            if (part != null && !part.isBlank()) {
                shown.add(part.strip());
            }
        }
        var text = String.join(" ", shown);
        var words = words(text);
        return words.isEmpty() || NOBODY.containsAll(PlainText.words(text))
                ? null
                : new PersonName(
                        text,
                        words.stream()
                                .distinct()
                                .map(word -> new Part(word, Sound.of(word)))
                                .sorted(Comparator.comparing(Part::word))
                                .toList(),
                        String.join("", words));
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var prefix = "";
        for (var word : PlainText.words(text)) {
            if (PREFIXES.contains(word)) {
                prefix += word;
            } else if (!TITLES.contains(word)) {
                words.add(folded(prefix + word));
                prefix = "";
            }
        }
        if (!prefix.isEmpty()) {
            words.add(prefix);
        }
        return words;
    }

    /** Müller, Mueller and Muller are one name; so are Bjørn, Bjoern and Bjorn. */
    private static String folded(String word) {
        return word.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("aa", "a");
    }

    Level against(PersonName other) {
        if (isSame(other)) {
            return Level.NAME_SAME;
        }
        boolean weAreFewer = parts.size() <= other.parts.size();
        var fewer = weAreFewer ? parts : other.parts;
        var left = new ArrayList<>(weAreFewer ? other.parts : parts);
        var open = new ArrayList<Part>();
        for (var part : fewer) {
            if (!left.remove(part)) {
                open.add(part);
            }
        }
        open.removeIf(part -> takeAlike(left, part));
        // One word alone is a first name or a surname, and many have it.
        if (open.isEmpty() && fewer.size() > 1) {
            return Level.NAME_PART;
        }
        return open.size() < fewer.size() ? Level.NAME_RELATIVE : Level.NAME_OTHER;
    }

    /** The same letters in the same order, begun at another word: Anna van der Berg, Vanderberg Anna. */
    private boolean isSame(PersonName other) {
        return parts.equals(other.parts)
                || (joined.length() == other.joined.length() && (joined + joined).contains(other.joined));
    }

    private static boolean takeAlike(List<Part> left, Part part) {
        for (int i = 0; i < left.size(); i++) {
            if (part.standsFor(left.get(i))) {
                left.remove(i);
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return shown;
    }
}
