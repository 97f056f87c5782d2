package dev.ordersync.content;

import dev.ordersync.problem.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One JSON object, field by field. What is wrong goes into a list shared by all objects of a request, and a harmless
 * stand-in is answered, so that one pass finds every bad field. Absent and null do not differ.
 */
final class Fields {
    /** More than these help nobody. */
    static final int MAX_ERRORS = 100;

    private static final int MAX_SHOWN_NAME = 64;
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,6})?");

    private final @Nullable JsonNode object;
    private final String path;
    private final List<FieldError> errors;
    private final Set<String> known = new HashSet<>();

    private Fields(@Nullable JsonNode object, String path, List<FieldError> errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    static Fields of(JsonNode object, List<FieldError> errors) {
        return new Fields(object, "", errors);
    }

    /** @return the text, or null when absent; {@code lines}: whether it may have line breaks and tabs */
    @Nullable
    String text(String name, int max, boolean lines) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            return refused(name, "must be a text");
        }
        var text = value.stringValue();
        if (text.codePointCount(0, text.length()) > max) {
            return refused(name, "must have at most " + max + " characters");
        }
        if (!text.codePoints().allMatch(point -> isReadable(point, lines))) {
            return refused(name, "must not contain control characters or broken Unicode");
        }
        return text;
    }

    @Nullable
    String text(String name, int max) {
        return text(name, max, false);
    }

    /** @return the text if it is there and as wanted; null when absent, or refused */
    @Nullable
    String text(String name, int max, Predicate<String> wanted, String message) {
        var text = text(name, max);
        return text == null || wanted.test(text) ? text : refused(name, message);
    }

    /** @return the text; empty when refused */
    String required(String name, int max, Predicate<String> wanted, String message) {
        if (value(name) == null) {
            refused(name, "is required");
        }
        var text = text(name, max, wanted, message);
        return text == null ? "" : text;
    }

    /** @return the amount; zero when refused, or absent and not required */
    BigDecimal money(String name, int digits, boolean required) {
        var value = value(name);
        if (value == null) {
            if (required) {
                refused(name, "is required");
            }
            return BigDecimal.ZERO;
        }
        if (!value.isString() || !DECIMAL.matcher(value.stringValue()).matches()) {
            refused(name, "must be an amount as a decimal text, such as \"19.90\", and not negative");
            return BigDecimal.ZERO;
        }
        var amount = new BigDecimal(value.stringValue());
        if (amount.scale() > digits) {
            refused(name, "must have at most " + digits + " decimal digits in this currency");
        }
        return amount;
    }

    /** @return a whole number from 1 to {@code max}; 1 when refused */
    int count(String name, int max) {
        var value = value(name);
        if (value == null) {
            refused(name, "is required");
            return 1;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1 || value.intValue() > max) {
            refused(name, "must be a whole number from 1 to " + max);
            return 1;
        }
        return value.intValue();
    }

    /** @return the object; one without fields when refused, or absent and not required */
    Fields object(String name, boolean required) {
        var value = value(name);
        if (value != null && value.isObject()) {
            return new Fields(value, path(name), errors);
        }
        if (value != null) {
            refused(name, "must be an object");
        } else if (required) {
            refused(name, "is required");
        }
        return new Fields(null, path(name), List.of());
    }

    boolean has(String name) {
        return value(name) != null;
    }

    /** @return the objects of an array of 1 to {@code max}; what is no object is refused and left out */
    List<Fields> objects(String name, int max) {
        var value = value(name);
        if (value == null || !value.isArray() || value.isEmpty() || value.size() > max) {
            refused(name, "must be an array of 1 to " + max + " objects");
            return List.of();
        }
        var objects = new ArrayList<Fields>();
        for (int i = 0; i < value.size(); i++) {
            var element = path(name) + "[" + i + "]";
            if (value.get(i).isObject()) {
                objects.add(new Fields(value.get(i), element, errors));
            } else {
                add(element, "must be an object");
            }
        }
        return objects;
    }

    /** Refuses every field that nobody asked for. Call it last. */
    void end() {
        if (object != null) {
            object.propertyNames().stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> refused(shortened(name), "is not a known field"));
        }
    }

    @Nullable
    String refused(String name, String message) {
        add(path(name), message);
        return null;
    }

    private void add(String field, String message) {
        if (object != null && errors.size() < MAX_ERRORS) {
            errors.add(new FieldError(field, message));
        }
    }

    private @Nullable JsonNode value(String name) {
        known.add(name);
        var value = object == null ? null : object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** PostgreSQL takes neither NUL nor half a surrogate pair; other control characters break mails and pages. */
    private static boolean isReadable(int point, boolean lines) {
        if (lines && (point == '\n' || point == '\r' || point == '\t')) {
            return true;
        }
        int type = Character.getType(point);
        return type != Character.CONTROL && type != Character.SURROGATE;
    }

    private static String shortened(String name) {
        return name.length() <= MAX_SHOWN_NAME ? name : name.substring(0, MAX_SHOWN_NAME) + "…";
    }
}
