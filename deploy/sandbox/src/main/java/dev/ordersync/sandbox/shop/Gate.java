package dev.ordersync.sandbox.shop;

import dev.ordersync.sandbox.fault.Fault;
import dev.ordersync.sandbox.fault.Occasion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * In front of every path of a shop: the credentials, then the gateway that may be down. A POST's faults wait until its
 * order is known, since rules look at it.
 */
public abstract class Gate implements HandlerInterceptor {

    private static final String START = "/shops/";

    private final Shops shops;
    private final Sender sender;
    private final Voice voice;

    protected Gate(Shops shops, Sender sender, Voice voice) {
        this.shops = shops;
        this.sender = sender;
        this.voice = voice;
    }

    /** What the shop says to a caller without the right credentials; empty: let it in. */
    protected abstract Optional<Answer> refusal(String shop, HttpServletRequest request);

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        String name = request.getServletPath().substring(START.length()).split("/", 2)[0];
        Optional<Answer> refusal = refusal(name, request);
        if (refusal.isPresent()) {
            sender.send(refusal.get(), response);
            return false;
        }
        if (mayBeOrderPost(request)) {
            return true;
        }
        Answer instead = shops.get(name)
                .switches()
                .onOther(Occasion.READ, null)
                .map(struck -> struck.fault() == Fault.DOWN ? Answer.gatewayDown() : voice.unauthorized())
                .orElse(null);
        if (instead != null) {
            sender.send(instead, response);
        }
        return instead == null;
    }

    protected boolean mayBeOrderPost(HttpServletRequest request) {
        return "POST".equals(request.getMethod()) && request.getServletPath().endsWith("/orders");
    }
}
