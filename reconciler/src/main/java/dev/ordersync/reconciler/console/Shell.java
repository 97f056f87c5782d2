package dev.ordersync.reconciler.console;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.reconciler.signin.SignInPages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page needs: who reads it, in which colours, and its own address. */
@ControllerAdvice(basePackageClasses = {Shell.class, SignInPages.class})
class Shell {
    static final String THEME_COOKIE = "theme";
    static final String AUTO = "auto";
    static final Set<String> THEMES = Set.of(AUTO, "light", "dark");

    record Reader(String name, String rights) {}

    @ModelAttribute("reader")
    @Nullable
    Reader reader(@AuthenticationPrincipal @Nullable Caller caller) {
        if (caller == null) {
            return null;
        }
        var stores = caller.stores();
        return new Reader(
                caller.getName(),
                role(caller.role()) + ", " + (stores == null ? "all stores" : Amounts.of(stores.size(), "store")));
    }

    @ModelAttribute("theme")
    String theme(@CookieValue(name = THEME_COOKIE, defaultValue = AUTO) String theme) {
        return THEMES.contains(theme) ? theme : AUTO;
    }

    /** Where the colour buttons lead back to: the page itself, or for an answer to a press the overview. */
    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            return "/overview";
        }
        var query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    @ModelAttribute("zone")
    String zone() {
        return Times.ZONE;
    }

    private static String role(Role role) {
        return switch (role) {
            case VIEWER -> "Viewer";
            case OPERATOR -> "Operator";
            case ADMIN -> "Administrator";
            case INTAKE -> "Intake";
        };
    }
}
