package dev.ordersync.problem;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A request that is refused, with the stable code that callers rely on. Thrown by whoever decides it; answered as
 * problem+json. Not an error of ours, so it has no stack trace and is not logged.
 */
public final class Refusal extends RuntimeException {
    private final HttpStatus status;
    private final String code;
    private final String detail;
    private final List<FieldError> errors;
    private final Map<String, Object> members;
    private final @Nullable Duration retryAfter;

    private Refusal(
            HttpStatus status,
            String code,
            String detail,
            List<FieldError> errors,
            Map<String, Object> members,
            @Nullable Duration retryAfter) {
        super(code + ": " + detail, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.errors = errors;
        this.members = members;
        this.retryAfter = retryAfter;
    }

    /**
     * @param code the contract's stable code, such as {@code match-known}
     * @param detail one sentence for people, without personal data
     */
    public static Refusal of(HttpStatus status, String code, String detail) {
        return new Refusal(status, code, detail, List.of(), Map.of(), null);
    }

    /** Well-formed but wrong: every bad field at once. */
    public static Refusal invalid(List<FieldError> errors) {
        return new Refusal(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "invalid",
                errors.size() == 1 ? "One field is wrong." : errors.size() + " fields are wrong.",
                List.copyOf(errors),
                Map.of(),
                null);
    }

    public static Refusal invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public static Refusal malformedJson(String detail) {
        return of(HttpStatus.BAD_REQUEST, "malformed-json", detail);
    }

    /** Also for what the caller may not see: both look the same from outside. */
    public static Refusal notFound(String detail) {
        return of(HttpStatus.NOT_FOUND, "not-found", detail);
    }

    public static Refusal forbidden(String detail) {
        return of(HttpStatus.FORBIDDEN, "forbidden", detail);
    }

    public static Refusal conflict(String code, String detail) {
        return of(HttpStatus.CONFLICT, code, detail);
    }

    public static Refusal tooLarge(String detail) {
        return of(HttpStatus.CONTENT_TOO_LARGE, "too-large", detail);
    }

    /** Nothing was changed; the caller may come again after {@code retryAfter}. */
    public static Refusal unavailable(String detail, Duration retryAfter) {
        return new Refusal(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail, List.of(), Map.of(), retryAfter);
    }

    /** The member that every 409 of an order's action has. */
    public Refusal safeToRetry(boolean safe) {
        return with("safeToRetry", safe);
    }

    /** When the system may do it by itself; null: time alone does not solve it. */
    public Refusal earliest(@Nullable Instant earliest) {
        return earliest == null ? this : with("earliest", earliest);
    }

    /** A further member of the answer. */
    public Refusal with(String member, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Refusal(status, code, detail, errors, more, retryAfter);
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, Object> members() {
        return members;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
