package dev.ordersync.sandbox.woo;

import dev.ordersync.sandbox.books.BooksFull;
import dev.ordersync.sandbox.shop.Refusal;
import dev.ordersync.sandbox.shop.Sender;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Gives the errors of this face WooCommerce's form. */
@RestControllerAdvice(basePackageClasses = WooErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class WooErrors {

    private final Sender sender;

    WooErrors(Sender sender) {
        this.sender = sender;
    }

    @ExceptionHandler
    void own(WooError error, HttpServletResponse response) throws IOException {
        sender.send(error.answer(), response);
    }

    @ExceptionHandler
    void refusal(Refusal refusal, HttpServletResponse response) throws IOException {
        sender.send(
                WooError.of(refusal.status(), refusal.code(), refusal.detail()).answer(), response);
    }

    @ExceptionHandler(BooksFull.class)
    void full(HttpServletResponse response) throws IOException {
        sender.send(WooError.critical().answer(), response);
    }
}
