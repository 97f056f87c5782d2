package dev.ordersync.sandbox.page;

import dev.ordersync.sandbox.books.BooksFull;
import dev.ordersync.sandbox.shop.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Shows a person the refusal that a program would get as JSON. */
@ControllerAdvice(basePackageClasses = PageProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageProblems {

    @ExceptionHandler
    ModelAndView refused(Refusal refusal, HttpServletResponse response) {
        return page(refusal.status(), refusal.code(), refusal.detail(), response);
    }

    @ExceptionHandler
    ModelAndView full(BooksFull full, HttpServletResponse response) {
        return page(507, "books-full", String.valueOf(full.getMessage()), response);
    }

    private static ModelAndView page(int status, String code, String detail, HttpServletResponse response) {
        response.setStatus(status);
        return new ModelAndView("refused", Map.of("code", code, "detail", detail));
    }
}
