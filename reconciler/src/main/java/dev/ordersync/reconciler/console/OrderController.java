package dev.ordersync.reconciler.console;

import dev.ordersync.access.Caller;
import dev.ordersync.order.OrderId;
import dev.ordersync.problem.Refusal;
import dev.ordersync.resolution.Cancel;
import dev.ordersync.resolution.Dismiss;
import dev.ordersync.resolution.Link;
import dev.ordersync.resolution.Press;
import dev.ordersync.resolution.Retry;
import dev.ordersync.resolution.Target;
import dev.ordersync.resolution.Unlink;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The page of one order and its buttons. A press that is done leads back to the page; one that is refused shows the page
 * as it is now, with the reason in place of the control.
 */
@Controller
@RequestMapping("/orders/{id}")
class OrderController {
    private static final String PAGE = "order";

    /** The fields that every button's form may have. */
    record Form(
            @Nullable String source,
            @Nullable Integer version,
            @Nullable String reason,
            @Nullable Boolean force,
            @Nullable String platformOrder) {

        Press by(Caller caller) {
            return new Press(caller, version, Boolean.TRUE.equals(force), reason);
        }

        /** A number or an address: whichever the person had at hand. */
        Target target() {
            var text = platformOrder == null ? "" : platformOrder.strip();
            if (text.startsWith("https://") || text.startsWith("http://")) {
                return new Target(null, text);
            }
            return new Target(text.startsWith("#") ? text.substring(1) : text, null);
        }
    }

    private final OrderPages pages;
    private final Retry retry;
    private final Link link;
    private final Unlink unlink;
    private final Cancel cancel;
    private final Dismiss dismiss;

    OrderController(OrderPages pages, Retry retry, Link link, Unlink unlink, Cancel cancel, Dismiss dismiss) {
        this.pages = pages;
        this.retry = retry;
        this.link = link;
        this.unlink = unlink;
        this.cancel = cancel;
        this.dismiss = dismiss;
    }

    /** @param act the form that was asked for from the menu; another word opens none */
    @GetMapping
    String page(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(name = "do", required = false) @Nullable String act,
            Model model) {
        var page = pages.get(caller, pages.find(caller, id, source));
        model.addAttribute("page", page);
        model.addAttribute("open", act != null && page.allows(act) ? act : "");
        return PAGE;
    }

    /** Where a reload of a refused press ends up. */
    @GetMapping({"/retry", "/link", "/unlink", "/cancel", "/candidates/{platformOrderId}/dismiss"})
    String backToPage(@PathVariable String id, @RequestParam(required = false) @Nullable String source) {
        return "redirect:" + address(id, source);
    }

    @PostMapping("/retry")
    String retry(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @ModelAttribute Form form,
            Model model,
            RedirectAttributes after,
            HttpServletResponse response) {
        return press(
                new Context(caller, id, form, model, after, response),
                Pressed.RETRY,
                null,
                order -> retry.press(order, form.by(caller)));
    }

    @PostMapping("/link")
    String link(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @ModelAttribute Form form,
            Model model,
            RedirectAttributes after,
            HttpServletResponse response) {
        return press(
                new Context(caller, id, form, model, after, response),
                Pressed.LINK,
                form.platformOrder(),
                order -> link.press(order, form.target(), form.by(caller)));
    }

    @PostMapping("/unlink")
    String unlink(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @ModelAttribute Form form,
            Model model,
            RedirectAttributes after,
            HttpServletResponse response) {
        return press(
                new Context(caller, id, form, model, after, response),
                Pressed.UNLINK,
                null,
                order -> unlink.press(order, form.by(caller)));
    }

    @PostMapping("/cancel")
    String cancel(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @ModelAttribute Form form,
            Model model,
            RedirectAttributes after,
            HttpServletResponse response) {
        return press(
                new Context(caller, id, form, model, after, response),
                Pressed.CANCEL,
                null,
                order -> cancel.press(order, form.by(caller)));
    }

    @PostMapping("/candidates/{platformOrderId}/dismiss")
    String dismiss(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @PathVariable String platformOrderId,
            @ModelAttribute Form form,
            Model model,
            RedirectAttributes after,
            HttpServletResponse response) {
        return press(
                new Context(caller, id, form, model, after, response),
                Pressed.DISMISS,
                platformOrderId,
                order -> dismiss.press(order, platformOrderId, form.by(caller)));
    }

    private record Context(
            Caller caller, String id, Form form, Model model, RedirectAttributes after, HttpServletResponse response) {}

    private String press(Context context, Pressed button, @Nullable String candidate, Consumer<OrderId> action) {
        var order = pages.find(context.caller(), context.id(), context.form().source());
        try {
            action.accept(order);
        } catch (Refusal refusal) {
            if (refusal.status() == HttpStatus.FORBIDDEN) {
                throw refusal;
            }
            return refused(context, button, candidate, order, refusal);
        }
        context.after().addFlashAttribute("done", button.code()).addFlashAttribute("doneText", button.done());
        return "redirect:" + address(context.id(), context.form().source());
    }

    private String refused(
            Context context, Pressed button, @Nullable String candidate, OrderId order, Refusal refusal) {
        var page = pages.get(context.caller(), order);
        var model = context.model();
        model.addAttribute("page", page);
        model.addAttribute("open", page.allows(button.code()) ? button.code() : "");
        model.addAttribute("form", context.form());
        model.addAttribute("notice", Notice.of(button, refusal, page.head().shown(), pages.times(), candidate));
        context.response().setStatus(refusal.status().value());
        return PAGE;
    }

    private static String address(String id, @Nullable String source) {
        var address = UriComponentsBuilder.fromPath("/orders/{id}");
        if (source != null && !source.isEmpty()) {
            address.queryParam("source", "{source}");
        }
        return source == null || source.isEmpty()
                ? address.encode().buildAndExpand(id).toUriString()
                : address.encode().buildAndExpand(id, source).toUriString();
    }
}
