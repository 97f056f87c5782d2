package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.books.BooksFull;
import java.io.IOException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Gives every error the contract's shape: an answer without a code would look like a gateway's. */
@RestControllerAdvice
class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<Problem> refusal(Refusal refusal) {
        return problem(HttpStatusCode.valueOf(refusal.status()), refusal.code(), refusal.detail());
    }

    @ExceptionHandler
    ResponseEntity<Problem> full(BooksFull full) {
        return problem(HttpStatus.INSUFFICIENT_STORAGE, "books-full", String.valueOf(full.getMessage()));
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ResponseEntity<Problem> unreadable() {
        return problem(HttpStatus.BAD_REQUEST, "malformed-json", "The body is not the JSON that was expected.");
    }

    @ExceptionHandler
    ResponseEntity<Problem> badParameter(MethodArgumentTypeMismatchException mismatch) {
        return problem(
                HttpStatus.UNPROCESSABLE_CONTENT, "bad-parameter", mismatch.getName() + " is not what was expected.");
    }

    @ExceptionHandler
    ResponseEntity<Problem> other(Exception error) throws Exception {
        if (error instanceof IOException) {
            // The client has gone, so that there is nobody to answer.
            throw error;
        }
        if (error instanceof ErrorResponse known) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            String code = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
            return problem(status, code, status.getReasonPhrase() + ".");
        }
        log.error("A request failed", error);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "The sandbox itself is at fault; see its log.");
    }

    private static ResponseEntity<Problem> problem(HttpStatusCode status, String code, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Problem(code, detail));
    }
}
