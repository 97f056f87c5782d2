package dev.ordersync.reconciler.signin;

import dev.ordersync.access.Role;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may open the console, and what a browser may do with its pages. Nobody who has not signed in costs a session. */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {
    private static final String CONTENT_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    @Order(0)
    SecurityFilterChain consoleChain(HttpSecurity http, JdbcClient jdbc, PasswordEncoder passwords, Clock clock) {
        var users = new Users(jdbc);
        return http.securityMatchers(
                        paths -> paths.requestMatchers(ConsolePaths.STATIC).requestMatchers(ConsolePaths.PAGES))
                .authenticationProvider(new PasswordCheck(users, passwords, new Throttle(), clock))
                .addFilterAfter(new SessionCaller(users), SecurityContextHolderFilter.class)
                .authorizeHttpRequests(
                        rules -> rules.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(ConsolePaths.STATIC)
                                .permitAll()
                                .requestMatchers(HttpMethod.GET, ConsolePaths.SIGN_IN)
                                .permitAll()
                                .requestMatchers(ConsolePaths.REFUSED, ConsolePaths.DENIED)
                                .denyAll()
                                .requestMatchers(HttpMethod.POST, "/orders/**")
                                .hasRole(Role.OPERATOR.name())
                                .anyRequest()
                                .hasRole(Role.VIEWER.name()))
                .formLogin(form -> form.loginPage(ConsolePaths.SIGN_IN)
                        .successHandler(backToWhatWasWanted())
                        .failureHandler(sayWhy()))
                .logout(out -> out.logoutSuccessUrl(ConsolePaths.SIGN_IN))
                .requestCache(AbstractHttpConfigurer::disable) // the way back is in the sign-in page's address
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(signIn()).accessDeniedHandler(denied()))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie()).csrfTokenRequestHandler(csrfAtOnce()))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    private static CookieCsrfTokenRepository csrfCookie() {
        var repository = new CookieCsrfTokenRepository();
        repository.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return repository;
    }

    /** Loaded before the page is written: a cookie cannot be set once a page has begun to leave. */
    @SuppressWarnings("NullAway") // null is the documented way to load the token at once
    private static XorCsrfTokenRequestAttributeHandler csrfAtOnce() {
        var handler = new XorCsrfTokenRequestAttributeHandler();
        handler.setCsrfRequestAttributeName(null);
        return handler;
    }

    /** A part of a page that asks without a session makes the whole page load again, which leads to the sign-in. */
    private static AuthenticationEntryPoint signIn() {
        return (request, response, _) -> {
            if (request.getHeader("HX-Request") != null) {
                response.setHeader("HX-Refresh", "true");
                response.setStatus(HttpStatus.UNAUTHORIZED.value());
            } else {
                response.sendRedirect(ConsolePaths.signInFor(request));
            }
        };
    }

    private static AccessDeniedHandler denied() {
        return (request, response, _) ->
                request.getRequestDispatcher(ConsolePaths.DENIED).forward(request, response);
    }

    private static AuthenticationSuccessHandler backToWhatWasWanted() {
        return (request, response, _) -> response.sendRedirect(ConsolePaths.local(request.getParameter("next")));
    }

    private static AuthenticationFailureHandler sayWhy() {
        return (request, response, failure) -> {
            request.setAttribute(SignInPages.FAILURE, failure);
            request.getRequestDispatcher(ConsolePaths.REFUSED).forward(request, response);
        };
    }
}
