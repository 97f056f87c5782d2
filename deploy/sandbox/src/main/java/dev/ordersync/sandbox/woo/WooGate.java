package dev.ordersync.sandbox.woo;

import dev.ordersync.sandbox.shop.Answer;
import dev.ordersync.sandbox.shop.Gate;
import dev.ordersync.sandbox.shop.Sender;
import dev.ordersync.sandbox.shop.Shops;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** In front of this face. What the site says of itself is for everybody. */
@Component
class WooGate extends Gate implements WebMvcConfigurer {

    private final WooKeys keys;

    WooGate(Shops shops, Sender sender, WooVoice voice, WooKeys keys) {
        super(shops, sender, voice);
        this.keys = keys;
    }

    @Override
    protected Optional<Answer> refusal(String shop, HttpServletRequest request) {
        boolean open = request.getServletPath().endsWith("/wp-json/");
        return open ? Optional.empty() : keys.refusal(shop, request);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/shops/*/wp-json/**");
    }
}
