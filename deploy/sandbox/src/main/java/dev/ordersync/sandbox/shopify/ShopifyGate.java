package dev.ordersync.sandbox.shopify;

import dev.ordersync.sandbox.SandboxProperties;
import dev.ordersync.sandbox.shop.Answer;
import dev.ordersync.sandbox.shop.Gate;
import dev.ordersync.sandbox.shop.Sender;
import dev.ordersync.sandbox.shop.Shops;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** In front of this face: the access token. What is down is seen to where it is known what is asked. */
@Component
class ShopifyGate extends Gate implements WebMvcConfigurer {

    private final SandboxProperties.Shopify shops;

    ShopifyGate(Shops shops, Sender sender, ShopifyVoice voice, SandboxProperties properties) {
        super(shops, sender, voice);
        this.shops = properties.shopify();
    }

    @Override
    protected Optional<Answer> refusal(String shop, HttpServletRequest request) {
        String given = request.getHeader("X-Shopify-Access-Token");
        boolean right = given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8),
                        shops.accessToken().getBytes(StandardCharsets.UTF_8));
        return right ? Optional.empty() : Optional.of(Said.unauthorized());
    }

    @Override
    protected boolean mayBeOrderPost(HttpServletRequest request) {
        return true;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/shops/*/admin/**");
    }
}
