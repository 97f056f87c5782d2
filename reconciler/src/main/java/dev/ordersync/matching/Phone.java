package dev.ordersync.matching;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A phone number, whatever way it is written.
 *
 * @param international with its country, or null when that can't be told
 * @param tail the last digits: what is left when country and area are written otherwise
 */
record Phone(String shown, @Nullable String international, String tail) {
    private static final int TAIL = 7;
    private static final int MAX_LENGTH = 40;
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    static @Nullable Phone of(@Nullable String text, @Nullable String country) {
        if (text == null || text.length() > MAX_LENGTH) {
            return null;
        }
        var digits = PlainText.digits(text);
        if (digits.length() < TAIL || isPlaceholder(digits)) {
            return null;
        }
        return new Phone(text.strip(), international(text, country), digits.substring(digits.length() - TAIL));
    }

    /** What shops and people fill in when a number is demanded. */
    private static boolean isPlaceholder(String digits) {
        var tail = digits.substring(digits.length() - TAIL);
        return tail.chars().distinct().count() == 1 || "12345678901234567890".contains(tail);
    }

    private static @Nullable String international(String text, @Nullable String country) {
        try {
            var region = country == null ? null : country.toUpperCase(Locale.ROOT);
            var number = NUMBERS.parse(text, region);
            return "+" + number.getCountryCode() + NUMBERS.getNationalSignificantNumber(number);
        } catch (NumberParseException _) {
            return null; // no country, or not a number of it: the tail remains
        }
    }

    Level against(Phone other) {
        if (international != null && international.equals(other.international)) {
            return Level.PHONE_SAME;
        }
        return tail.equals(other.tail) ? Level.PHONE_TAIL : Level.PHONE_OTHER;
    }

    @Override
    public String toString() {
        return shown;
    }
}
