package dev.ordersync.sandbox.page;

import dev.ordersync.sandbox.shop.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Keeps other web pages in the same browser from pressing this one's buttons: nobody signs in here. */
@Configuration(proxyBeanMethods = false)
class SameOrigin implements WebMvcConfigurer, HandlerInterceptor {

    private static final Set<String> OWN = Set.of("same-origin", "none");

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/shops/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        response.setHeader(
                "Content-Security-Policy", "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'");
        String site = request.getHeader("Sec-Fetch-Site");
        if (!"GET".equals(request.getMethod()) && site != null && !OWN.contains(site)) {
            throw new Refusal(403, "cross-site", "Only the sandbox's own pages may do that.");
        }
        return true;
    }
}
