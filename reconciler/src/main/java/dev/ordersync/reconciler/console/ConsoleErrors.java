package dev.ordersync.reconciler.console;

import dev.ordersync.access.Caller;
import dev.ordersync.problem.Problems;
import dev.ordersync.problem.Refusal;
import dev.ordersync.reconciler.signin.ConsolePaths;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.WebUtils;

/** Pages for what a page could not be made of: the same frame, one sentence of truth, and a way on. */
@Controller
@ControllerAdvice(basePackageClasses = ConsoleErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ConsoleErrors {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleErrors.class);

    private final Shell shell;

    ConsoleErrors(Shell shell) {
        this.shell = shell;
    }

    @ExceptionHandler
    ModelAndView refusal(
            Refusal refusal, HttpServletRequest request, @AuthenticationPrincipal @Nullable Caller caller) {
        return switch (refusal.status()) {
            case NOT_FOUND ->
                page(
                        HttpStatus.NOT_FOUND,
                        "Not here",
                        request.getRequestURI().startsWith("/stores/")
                                ? "There is no such store, or you don’t see it."
                                : "There is no such order, or it belongs to a store that you don’t see. A number from a mail can be searched for.",
                        null,
                        request,
                        caller);
            case CONFLICT ->
                page(
                        HttpStatus.CONFLICT,
                        "Which order?",
                        "Several marketplaces have an order of this number. Choose it from the list.",
                        null,
                        request,
                        caller);
            case FORBIDDEN -> notAllowed(request, caller);
            default -> page(refusal.status(), "This can’t be shown", refusal.detail(), null, request, caller);
        };
    }

    @ExceptionHandler({MethodArgumentTypeMismatchException.class, ServletRequestBindingException.class})
    ModelAndView badRequest(Exception e, HttpServletRequest request, @AuthenticationPrincipal @Nullable Caller caller) {
        LOG.debug("{} {} makes no sense", request.getMethod(), request.getRequestURI(), e);
        return page(
                HttpStatus.BAD_REQUEST,
                "This can’t be shown",
                "The address makes no sense here.",
                null,
                request,
                caller);
    }

    /** Left to the security filters, which know whether to ask for a sign-in. */
    @ExceptionHandler
    void security(AccessDeniedException e) {
        throw e;
    }

    @ExceptionHandler
    ModelAndView unforeseen(Exception e, HttpServletRequest request, @AuthenticationPrincipal @Nullable Caller caller) {
        var number = UUID.randomUUID().toString().substring(0, 8);
        boolean away = Problems.isDatabaseAway(e);
        LOG.error("Error {}: {} {} failed", number, request.getMethod(), request.getRequestURI(), e);
        return page(
                away ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.INTERNAL_SERVER_ERROR,
                "This page could not be built",
                "No order was changed and nothing was sent. The service goes on working without the console."
                        + " Tell your administrator the number below if it stays.",
                number,
                request,
                caller);
    }

    /** Forwarded to by the security filters. */
    @RequestMapping(ConsolePaths.DENIED)
    ModelAndView notAllowed(HttpServletRequest request, @AuthenticationPrincipal @Nullable Caller caller) {
        return page(
                HttpStatus.FORBIDDEN,
                "Not done",
                "Your role does not allow this, or the page was open for too long. Nothing was changed. Open it again.",
                null,
                request,
                caller);
    }

    private ModelAndView page(
            HttpStatus status,
            String title,
            String sentence,
            @Nullable String number,
            HttpServletRequest request,
            @Nullable Caller caller) {
        var view = new ModelAndView("trouble", status);
        view.addObject("title", title);
        view.addObject("sentence", sentence);
        view.addObject("number", number);
        view.addObject("reader", shell.reader(caller));
        view.addObject("theme", theme(request));
        view.addObject("here", "/overview");
        view.addObject("zone", Times.ZONE);
        return view;
    }

    /** Model attributes of the shell are not there when an exception is handled. */
    private String theme(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, Shell.THEME_COOKIE);
        return shell.theme(cookie == null ? Shell.AUTO : cookie.getValue());
    }
}
