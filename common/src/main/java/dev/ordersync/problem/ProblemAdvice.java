package dev.ordersync.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.BindException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;

/**
 * Answers every exception of a controller, Spring's own too, as problem+json. Last in order, so that pages for people
 * may answer theirs before. What is not foreseen tells the caller nothing but that it is our fault.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> refusal(Refusal refusal) {
        return Problems.answer(refusal, null);
    }

    @ExceptionHandler
    ResponseEntity<Object> tooLarge(BodyTooLargeException e) {
        return Problems.answer(e.refusal(), null);
    }

    /** Left to the security filters, which know whether it is a 401 or a 403. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void security(RuntimeException e) {
        throw e;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unforeseen(Exception e, HttpServletRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            LOG.debug("The client of {} {} went away", request.getMethod(), request.getRequestURI(), e);
            return null;
        }
        if (Problems.isDatabaseAway(e)) {
            LOG.warn("{} {}: the database does not answer", request.getMethod(), request.getRequestURI(), e);
            return Problems.answer(Problems.databaseAway(), null);
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return Problems.answer(
                Refusal.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Something went wrong on our side."), null);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var tooLarge = cause(e, BodyTooLargeException.class);
        if (tooLarge != null) { // first, since Jackson wraps it
            return Problems.answer(tooLarge.refusal(), headers);
        }
        var json = cause(e, JacksonException.class);
        if (json != null) {
            return Problems.answer(Problems.ofJson(json), headers);
        }
        return Problems.answer(Refusal.malformedJson("The request needs a JSON body."), headers);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return Problems.answer(ofBinding(e), headers);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new FieldError(
                                String.valueOf(result.getMethodParameter().getParameterName()),
                                String.valueOf(error.getDefaultMessage()))))
                .toList();
        return Problems.answer(Refusal.invalid(errors), headers);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var field = e instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(e.getPropertyName());
        return Problems.answer(Refusal.invalid(field, "has the wrong type or form"), headers);
    }

    /** Everything else that Spring answers itself: 404, 405, 406, 413, 415, missing parameters. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode code, WebRequest request) {
        var status = HttpStatus.resolve(code.value());
        if (status == null || status.is5xxServerError()) {
            LOG.error("{} failed", ((ServletWebRequest) request).getRequest().getRequestURI(), e);
            return Problems.answer(
                    Refusal.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Something went wrong on our side."),
                    headers);
        }
        return Problems.answer(Refusal.of(status, code(status), detail(status)), headers);
    }

    private static Refusal ofBinding(BindException e) {
        return Refusal.invalid(Stream.concat(
                        e.getFieldErrors().stream()
                                .map(error ->
                                        new FieldError(error.getField(), String.valueOf(error.getDefaultMessage()))),
                        e.getGlobalErrors().stream()
                                .map(error -> new FieldError("", String.valueOf(error.getDefaultMessage()))))
                .toList());
    }

    private static <T extends Throwable> @Nullable T cause(Throwable error, Class<T> wanted) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (wanted.isInstance(cause)) {
                return wanted.cast(cause);
            }
        }
        return null;
    }

    private static String code(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "not-found";
            case CONTENT_TOO_LARGE -> "too-large";
            default -> status.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing here.";
            case METHOD_NOT_ALLOWED -> "This address does not take this method.";
            case UNSUPPORTED_MEDIA_TYPE -> "This address does not take this content type.";
            case NOT_ACCEPTABLE -> "This address does not answer in a content type that you accept.";
            case CONTENT_TOO_LARGE -> "The body is too large.";
            default -> "The request is not what this address takes.";
        };
    }
}
