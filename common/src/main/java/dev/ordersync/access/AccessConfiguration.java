package dev.ordersync.access;

import dev.ordersync.config.OrderSyncProperties;
import dev.ordersync.problem.BodyLimit;
import dev.ordersync.problem.ProblemAdvice;
import dev.ordersync.problem.Problems;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.StoreDirectory;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/**
 * Who may call what, for both applications. {@code /api} goes by bearer token; the few other open paths are listed;
 * whatever no chain names is denied. An application's own pages get a chain with a matcher and an order between the two
 * here.
 */
@Configuration(proxyBeanMethods = false)
@Import({ProblemAdvice.class, BodyLimit.class})
public class AccessConfiguration {
    private static final String[] OPEN = {
        "/v3/api-docs",
        "/v3/api-docs/**",
        "/v3/api-docs.yaml",
        "/actuator/health",
        "/actuator/health/**",
        "/actuator/prometheus"
    };

    @Bean
    public Tokens tokens(JdbcClient jdbc, Clock clock, OrderSyncProperties properties) {
        return new Tokens(jdbc, clock, properties.apiToken());
    }

    @Bean
    public StoreScope storeScope(StoreDirectory stores) {
        return new StoreScope(stores);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    public SecurityFilterChain apiChain(HttpSecurity http, Tokens tokens) {
        return stateless(http)
                .securityMatcher("/api/**", "/hooks/**", "/v3/api-docs/**", "/v3/api-docs.yaml", "/actuator/**")
                .addFilterBefore(new BearerFilter(tokens), AuthorizationFilter.class)
                .authorizeHttpRequests(rules -> rules.requestMatchers(OPEN)
                        .permitAll()
                        // Let in by the shop's signature, which its endpoint checks.
                        .requestMatchers(HttpMethod.POST, "/hooks/*/http", "/hooks/*/woocommerce", "/hooks/*/shopify")
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/api/orders", "/api/orders/batch")
                        .hasRole(Role.INTAKE.name())
                        .requestMatchers("/api/tokens/**", "/api/users/**")
                        .hasRole(Role.ADMIN.name())
                        .requestMatchers(HttpMethod.GET, "/api/**")
                        .hasRole(Role.VIEWER.name())
                        .requestMatchers("/api/stores/**", "/api/rulesets/**")
                        .hasRole(Role.ADMIN.name())
                        .requestMatchers("/api/**")
                        .hasRole(Role.OPERATOR.name())
                        .anyRequest()
                        .denyAll())
                .build();
    }

    /** Its matcher is a lambda since Spring refuses two chains that say "any request", and the console may bring one. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    public SecurityFilterChain nothingElse(HttpSecurity http) {
        return stateless(http)
                .securityMatcher(_ -> true)
                .authorizeHttpRequests(rules -> rules.anyRequest().denyAll())
                .build();
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable) // no cookie is ever taken as proof here
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint(unauthorized()).accessDeniedHandler(forbidden()));
    }

    private static AuthenticationEntryPoint unauthorized() {
        var refusal = Refusal.of(HttpStatus.UNAUTHORIZED, "unauthorized", "This needs a valid token.");
        return (_, response, _) -> {
            response.setHeader("WWW-Authenticate", "Bearer");
            Problems.write(response, refusal);
        };
    }

    private static AccessDeniedHandler forbidden() {
        var refusal = Refusal.forbidden("Your token may not do this.");
        return (_, response, _) -> Problems.write(response, refusal);
    }
}
