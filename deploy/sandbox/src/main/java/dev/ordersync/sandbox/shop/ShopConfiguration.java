package dev.ordersync.sandbox.shop;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class ShopConfiguration implements WebMvcConfigurer {

    private final TokenGate gate;

    ShopConfiguration(TokenGate gate) {
        this.gate = gate;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate)
                .addPathPatterns("/shops/*/**")
                .excludePathPatterns("/shops/*/wp-json/**", "/shops/*/admin/**");
    }
}
