package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.fault.Fault;
import dev.ordersync.sandbox.fault.Occasion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * In front of every path of a shop: the gateway that may be down, then the token. A POST's faults wait until its order is
 * known, since rules look at it.
 */
@Component
class Gate implements HandlerInterceptor {

    static final String PATHS = "/shops/*/**";

    private static final String START = "/shops/";
    private static final String BEARER = "Bearer ";

    private final Shops shops;
    private final Sender sender;

    Gate(Shops shops, Sender sender) {
        this.shops = shops;
        this.sender = sender;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        String name = request.getServletPath().substring(START.length()).split("/", 2)[0];
        if (!isTokenOf(name, request.getHeader(HttpHeaders.AUTHORIZATION))) {
            sender.send(Answer.unauthorized(), response);
            return false;
        }
        if (isOrderPost(request)) {
            return true;
        }
        Answer instead = shops.get(name)
                .switches()
                .onOther(Occasion.READ, null)
                .map(struck -> struck.fault() == Fault.DOWN ? Answer.gatewayDown() : Answer.unauthorized())
                .orElse(null);
        if (instead != null) {
            sender.send(instead, response);
        }
        return instead == null;
    }

    private boolean isTokenOf(String shop, @Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return false;
        }
        byte[] given = authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, shops.tokenOf(shop).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isOrderPost(HttpServletRequest request) {
        return "POST".equals(request.getMethod()) && request.getServletPath().endsWith("/orders");
    }
}
