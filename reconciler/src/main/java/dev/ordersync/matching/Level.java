package dev.ordersync.matching;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How far a field agrees, finer than what people are shown; from the best level of a field down to its worst. A field that
 * one side does not say has no level: missing is not different.
 */
public enum Level {
    /** Equal but for case, accents, script, apostrophes and the order of its parts. */
    NAME_SAME(Field.NAME, Agreement.EXACT),
    /** All of the shorter name is in the longer one: an initial, a nickname, another spelling, a middle name. */
    NAME_PART(Field.NAME, Agreement.CLOSE),
    /** Not the buyer's name agrees, but the receiver's or the company's. */
    NAME_COMPANY(Field.NAME, Agreement.CLOSE),
    /** One part agrees and another contradicts: relatives, or the half of the town. */
    NAME_RELATIVE(Field.NAME, Agreement.DIFFERS),
    NAME_OTHER(Field.NAME, Agreement.DIFFERS),

    EMAIL_SAME(Field.EMAIL, Agreement.EXACT),
    /** Another way to write the same mailbox: a tag after a plus, dots where they don't count. */
    EMAIL_MAILBOX(Field.EMAIL, Agreement.CLOSE),
    EMAIL_TYPO(Field.EMAIL, Agreement.CLOSE),
    /** A marketplace's relay: it may stand for one buyer or for all of them. */
    EMAIL_RELAY(Field.EMAIL, Agreement.EXACT),
    EMAIL_OTHER(Field.EMAIL, Agreement.DIFFERS),

    PHONE_SAME(Field.PHONE, Agreement.EXACT),
    /** The last seven digits agree: the country or area was left out, or is another. */
    PHONE_TAIL(Field.PHONE, Agreement.CLOSE),
    PHONE_OTHER(Field.PHONE, Agreement.DIFFERS),

    ADDRESS_SAME(Field.ADDRESS, Agreement.EXACT),
    /** The same house; a unit is left out on one side, or the street is spelled otherwise. */
    ADDRESS_HOUSE(Field.ADDRESS, Agreement.CLOSE),
    /** Another unit of the same house: an office block, or neighbours. */
    ADDRESS_UNIT(Field.ADDRESS, Agreement.DIFFERS),
    ADDRESS_TOWN(Field.ADDRESS, Agreement.DIFFERS),
    ADDRESS_OTHER(Field.ADDRESS, Agreement.DIFFERS),

    /** The same things in the same quantities, however they are spread over lines. */
    LINES_SAME(Field.LINES, Agreement.EXACT),
    /** The same, but some known by their title alone, since the SKU is missing or was mapped. */
    LINES_TITLE(Field.LINES, Agreement.CLOSE),
    /** All of ours, and something more: a gift from a plugin, a discount as a line, the parts of a bundle. */
    LINES_MORE(Field.LINES, Agreement.CLOSE),
    /** A part of ours and nothing else. */
    LINES_PARTIAL(Field.LINES, Agreement.CLOSE),
    /** Some of ours, and other things. */
    LINES_SOME(Field.LINES, Agreement.DIFFERS),
    LINES_OTHER(Field.LINES, Agreement.DIFFERS),

    TOTAL_SAME(Field.TOTAL, Agreement.EXACT),
    /** Off by roundings: a cent a piece. */
    TOTAL_NEAR(Field.TOTAL, Agreement.CLOSE),
    /** Off by exactly our tax, shipping or discount. */
    TOTAL_EXPLAINED(Field.TOTAL, Agreement.CLOSE),
    TOTAL_OTHER(Field.TOTAL, Agreement.DIFFERS),

    /** Made while one of our attempts was under way. */
    TIME_DURING(Field.TIME, Agreement.EXACT),
    TIME_AFTER(Field.TIME, Agreement.CLOSE),
    /** Made before we sent anything. */
    TIME_BEFORE(Field.TIME, Agreement.DIFFERS);

    private final Field field;
    private final Agreement agreement;

    Level(Field field, Agreement agreement) {
        this.field = field;
        this.agreement = agreement;
    }

    Field field() {
        return field;
    }

    Agreement agreement() {
        return agreement;
    }

    /** Whether it weighs more where the value is rare, and less where it is common. */
    boolean countsRarity() {
        return agreement == Agreement.EXACT && field.mayDecide();
    }

    /** As the ruleset calls it, within its field. */
    String code() {
        return name().substring(name().indexOf('_') + 1).toLowerCase(Locale.ROOT);
    }

    static List<Level> of(Field field) {
        return Arrays.stream(values()).filter(level -> level.field == field).toList();
    }
}
