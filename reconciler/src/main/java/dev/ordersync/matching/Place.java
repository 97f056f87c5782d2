package dev.ordersync.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.jspecify.annotations.Nullable;

/**
 * An address to ship to.
 *
 * @param street its words in their short form, in alphabetical order, without numbers
 * @param numbers the numbers of house and street, in alphabetical order
 * @param unit flat, suite or floor; empty when none is said
 * @param area postal code, else town with region; empty when neither is said
 * @param town empty when it is not said
 */
record Place(String shown, String street, String numbers, String unit, String area, String town) {
    private static final int ZIP = 5;
    private static final int ZIP_PLUS_4 = 9;
    private static final double SIMILAR = 0.88;
    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();
    private static final Set<String> UNITS = Set.of("apt", "ste", "fl", "rm", "unit", "bldg");
    private static final Map<String, String> SHORT = shortForms();
    private static final Map<String, String> REGIONS = regions();

    /** Null when it does not say where in a town: a town alone is shared by too many. */
    static @Nullable Place of(
            @Nullable String line1,
            @Nullable String line2,
            @Nullable String city,
            @Nullable String region,
            @Nullable String postalCode,
            @Nullable String country) {
        var first = said(line1);
        if (first.isEmpty()) {
            return null;
        }
        var second = said(line2);
        var words = new TreeSet<String>();
        var numbers = new TreeSet<String>();
        var unit = read(second.isEmpty() ? first : first + " # " + second, words, numbers);
        var town = String.join(" ", shortened(PlainText.words(said(city))));
        var area = postal(postalCode, country);
        return new Place(
                shown(line1, line2, city, region, postalCode),
                String.join(" ", words),
                String.join(" ", numbers),
                unit,
                area,
                town.isEmpty() ? "" : town + " " + region(region, country));
    }

    /** Sorts the words of the lines into street, numbers and the unit that it returns. */
    private static String read(String lines, Set<String> street, Set<String> numbers) {
        var unit = new StringBuilder();
        boolean inUnit = false;
        for (var word : shortened(PlainText.words(lines.replace("#", " unit ")))) {
            if (UNITS.contains(word)) {
                inUnit = true;
            } else if (inUnit) {
                unit.append(word);
                inUnit = false; // 418 Brannan St Apt 3 is a house; what follows its flat belongs to the street again
            } else if (Character.isDigit(word.charAt(0))) {
                numbers.add(word);
            } else {
                street.add(word);
            }
        }
        return unit.toString();
    }

    Level against(Place other) {
        boolean sameArea = agree(area, other.area) || (unsaid(area, other.area) && agree(town, other.town));
        boolean sameHouse = sameArea && numbers.equals(other.numbers);
        if (sameHouse && street.equals(other.street)) {
            if (unit.equals(other.unit)) {
                return Level.ADDRESS_SAME;
            }
            return unsaid(unit, other.unit) ? Level.ADDRESS_HOUSE : Level.ADDRESS_UNIT;
        }
        if (sameHouse && !numbers.isEmpty() && isSimilar(street, other.street)) {
            return Level.ADDRESS_HOUSE;
        }
        return sameArea || agree(town, other.town) ? Level.ADDRESS_TOWN : Level.ADDRESS_OTHER;
    }

    /** The house, as far as it can be looked for: null when it has no number or no postal code. */
    @Nullable
    String house() {
        return numbers.isEmpty() || area.isEmpty() ? null : numbers + "|" + area;
    }

    String key() {
        return street + "|" + numbers + "|" + unit + "|" + area;
    }

    @Override
    public String toString() {
        return shown;
    }

    private static boolean isSimilar(String one, String other) {
        var ours = List.of(one.split(" "));
        var theirs = List.of(other.split(" "));
        return ours.containsAll(theirs) || theirs.containsAll(ours) || SIMILARITY.apply(one, other) >= SIMILAR;
    }

    private static boolean agree(String one, String other) {
        return !one.isEmpty() && one.equals(other);
    }

    private static boolean unsaid(String one, String other) {
        return one.isEmpty() || other.isEmpty();
    }

    private static String postal(@Nullable String code, @Nullable String country) {
        var plain = PlainText.code(said(code));
        boolean zip = country == null || country.equalsIgnoreCase("US");
        boolean long9 = plain.length() == ZIP_PLUS_4 && PlainText.digits(plain).length() == ZIP_PLUS_4;
        return zip && long9 ? plain.substring(0, ZIP) : plain;
    }

    private static String region(@Nullable String region, @Nullable String country) {
        var name = String.join(" ", PlainText.words(said(region)));
        return REGIONS.getOrDefault((country == null ? "US" : country.toUpperCase(Locale.ROOT)) + " " + name, name);
    }

    private static List<String> shortened(List<String> words) {
        words.replaceAll(word -> SHORT.getOrDefault(word, word));
        return words;
    }

    private static String shown(@Nullable String... parts) {
        var shown = new ArrayList<String>();
        for (var part : parts) {
            if (!said(part).isEmpty()) {
                shown.add(said(part));
            }
        }
        return String.join(", ", shown);
    }

    private static Map<String, String> shortForms() {
        var forms = new HashMap<String, String>();
        for (var line : WordList.lines("street-words.txt")) {
            var words = PlainText.words(line);
            words.forEach(word -> forms.put(word, words.getFirst()));
        }
        return forms;
    }

    private static Map<String, String> regions() {
        return WordList.lines("regions.txt").stream()
                .map(line -> line.split(" ", 3))
                .collect(Collectors.toMap(parts -> parts[0] + " " + parts[2], parts -> parts[1]));
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
