package dev.ordersync.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Turns refusals and exceptions into the body, status and headers of an answer. */
public final class Problems {
    /** How long a caller should wait when the database is away or a queue is full. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A standby, or a server that was told to take no writes: Spring has no exception of its own for it. */
    private static final String READ_ONLY = "25006";

    /** What the driver says when the other side is gone in the middle of an exchange. */
    private static final String BROKEN_CONNECTION = "08006";

    private Problems() {}

    /** The database is away, overloaded, full or takes no writes, as opposed to a wrong statement. */
    public static boolean isDatabaseAway(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof CannotGetJdbcConnectionException
                    || cause instanceof CannotCreateTransactionException
                    || (cause instanceof SQLException sql && READ_ONLY.equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** A connection broke while a statement ran: whether it took effect is not known. */
    public static boolean isConnectionLost(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotGetJdbcConnectionException) {
                return false;
            }
            if (cause instanceof SQLException sql && BROKEN_CONNECTION.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    public static Refusal databaseAway() {
        return Refusal.unavailable("The database does not answer; nothing was changed. Come again.", RETRY_AFTER);
    }

    /** What is wrong with a body that Jackson refuses: malformed, or well-formed but not what is wanted. */
    static Refusal ofJson(JacksonException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return switch (error) {
            case UnrecognizedPropertyException unknown -> Refusal.invalid(path(unknown), "is not a known field");
            case StreamReadException malformed -> Refusal.malformedJson("The body is not JSON" + position(malformed));
            case DatabindException wrong
            when !wrong.getPath().isEmpty() -> Refusal.invalid(path(wrong), "has the wrong type or form");
            default -> Refusal.malformedJson("The body is not the JSON object that is wanted.");
        };
    }

    /** {@code lines[0].sku} */
    static String path(DatabindException error) {
        var path = new StringBuilder();
        for (var step : error.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String position(StreamReadException malformed) {
        var at = malformed.getLocation();
        return at == null ? "." : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ").";
    }

    /** The members in RFC 9457's order. {@code type} is about:blank: nothing tells more than the code. */
    static Map<String, Object> body(Refusal refusal) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", refusal.status().getReasonPhrase());
        body.put("status", refusal.status().value());
        body.put("detail", refusal.detail());
        body.put("code", refusal.code());
        if (!refusal.errors().isEmpty()) {
            body.put("errors", refusal.errors());
        }
        body.putAll(refusal.members());
        return body;
    }

    static ResponseEntity<Object> answer(Refusal refusal, @Nullable HttpHeaders more) {
        var headers = new HttpHeaders();
        if (more != null) {
            headers.putAll(more);
        }
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        var wait = refusal.retryAfter();
        if (wait != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
        }
        return new ResponseEntity<>(body(refusal), headers, refusal.status());
    }

    /** For filters, which answer before any controller. */
    public static void write(HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        var wait = refusal.retryAfter();
        if (wait != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds()));
        }
        response.getOutputStream().write(JSON.writeValueAsString(body(refusal)).getBytes(StandardCharsets.UTF_8));
    }
}
