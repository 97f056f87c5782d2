package dev.ordersync.reconciler.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The addresses of the console, and the way back to one of them after signing in. */
public final class ConsolePaths {
    static final String SIGN_IN = "/login";
    /** Where a refused sign-in is shown; reached by forward only. */
    static final String REFUSED = "/login/refused";
    /** Where a refused page or action is shown; reached by forward only. */
    public static final String DENIED = "/denied";

    static final String[] STATIC = {"/console.css", "/console.js", "/webjars/**"};
    static final String[] PAGES = {
        "/",
        SIGN_IN,
        REFUSED,
        DENIED,
        "/logout",
        "/overview",
        "/orders",
        "/orders/**",
        "/stores/*",
        "/preferences",
        "/error"
    };

    private static final int MAX_LENGTH = 1_000;

    private ConsolePaths() {}

    static boolean isStatic(String path) {
        return path.startsWith("/webjars/") || path.equals("/console.css") || path.equals("/console.js");
    }

    /** The sign-in page that leads back to what was asked for. */
    static String signInFor(HttpServletRequest request) {
        if (!request.getMethod().equals("GET") || request.getRequestURI().equals("/")) {
            return SIGN_IN;
        }
        var query = request.getQueryString();
        var wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
        return SIGN_IN + "?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
    }

    /** A path of ours, or the overview: whatever could lead to another site is refused. */
    public static String local(@Nullable String wanted) {
        return wanted != null && isLocal(wanted) ? wanted : "/overview";
    }

    private static boolean isLocal(String path) {
        return path.length() <= MAX_LENGTH
                && path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().noneMatch(c -> c == '\\' || c <= ' ' || c == 0x7f);
    }
}
