package dev.ordersync.platform.answer;

import dev.ordersync.platform.client.Exchange.Answer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a shop's JSON without trusting it. */
public final class Json {
    /** Longer texts are cut: no field that we compare or show needs more. */
    private static final int MAX_TEXT = 500;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** The whole body as a JSON object, if the answer says that it is JSON and it is one. */
    public static Optional<JsonNode> object(Answer answer) {
        return read(answer).filter(JsonNode::isObject);
    }

    /** The whole body as JSON, an object or a list, if the answer says that it is JSON and it is one. */
    public static Optional<JsonNode> any(Answer answer) {
        return read(answer).filter(node -> node.isObject() || node.isArray());
    }

    private static Optional<JsonNode> read(Answer answer) {
        if (!says(answer) || answer.cutShort() != null) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readTree(answer.body()));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** Whether the answer's content type is JSON ({@code application/json}, {@code …+json}). */
    public static boolean says(Answer answer) {
        if (answer.contentType() == null) {
            return false;
        }
        var type = answer.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }

    public static String quote(String text) {
        return MAPPER.writeValueAsString(text);
    }

    /** A text or number without control characters; null when there is none. */
    public static @Nullable String text(JsonNode parent, String field) {
        var node = parent.path(field);
        if (!node.isString() && !node.isNumber()) {
            return null;
        }
        var text = node.asString().replaceAll("\\p{Cntrl}", " ").strip();
        return text.isEmpty() ? null : text.substring(0, Math.min(text.length(), MAX_TEXT));
    }
}
