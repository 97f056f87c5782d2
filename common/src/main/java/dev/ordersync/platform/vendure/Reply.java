package dev.ordersync.platform.vendure;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came back from a question to Vendure, as far as it is the same for all of them. */
sealed interface Reply {
    /** What it was about, in words without personal data. */
    String words();

    /** Vendure's whole answer, without a word of an error beside it. */
    record Data(
            JsonNode data,
            @Nullable Instant shopTime,
            @Nullable String session) implements Reply {
        @Override
        public String words() {
            return "the shop answered";
        }

        /** Holds a session, and what the shop says about people. */
        @Override
        public String toString() {
            return "Data";
        }
    }

    /**
     * Vendure's own error. The step that it names was taken back, unless what failed was only the showing of its result.
     *
     * @param code such as {@code ENTITY_NOT_FOUND}; empty where the shop's database said no
     * @param message for people; it may repeat what was sent
     */
    record Failed(int status, String code, @Nullable String message) implements Reply {
        @Override
        public String words() {
            return code.isEmpty() ? "an error in the shop" : "the shop answered " + code;
        }

        /** The same question would get the same answer. */
        boolean isPermanent() {
            return switch (code) {
                case "USER_INPUT_ERROR",
                        "ENTITY_NOT_FOUND",
                        "ILLEGAL_OPERATION",
                        "BAD_USER_INPUT",
                        "GRAPHQL_VALIDATION_FAILED" -> true;
                default -> false;
            };
        }

        /** The question names a field that this shop does not have. */
        boolean isOfUnknownField() {
            return code.equals("GRAPHQL_VALIDATION_FAILED");
        }

        @Override
        public String toString() {
            return "Failed[" + status + ", " + code + "]";
        }
    }

    /** This store may not do that, whatever it is about. */
    record Held(int status, String hold, String words) implements Reply {}

    /** Nothing left this process. */
    record NotSent(String words) implements Reply {}

    /**
     * Anything else, the wire's failures too: a change may have taken effect.
     *
     * @param unexpected a redirect or a web page
     * @param slowFor set for a 429 from something in front of the shop, which knows none itself
     */
    record Unclear(
            @Nullable Integer status,
            String words,
            boolean unexpected,
            @Nullable Duration slowFor) implements Reply {}
}
