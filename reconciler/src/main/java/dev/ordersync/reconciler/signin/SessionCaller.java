package dev.ordersync.reconciler.signin;

import dev.ordersync.access.CallerAuthentication;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns the name in the session into a caller with the rights of this moment. A deleted user, or one whose password was
 * changed, is signed out.
 */
final class SessionCaller extends OncePerRequestFilter {
    private final Users users;

    SessionCaller(Users users) {
        this.users = users;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return ConsolePaths.isStatic(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = SecurityContextHolder.getContext().getAuthentication();
        if (session != null && session.getPrincipal() instanceof SignedIn signedIn) {
            var user = users.find(signedIn.name())
                    .filter(found -> found.passwordMark().equals(signedIn.passwordMark()));
            if (user.isPresent()) {
                SecurityContextHolder.setContext(new SecurityContextImpl(
                        new CallerAuthentication(user.get().caller())));
            } else {
                SecurityContextHolder.clearContext();
                var ended = request.getSession(false);
                if (ended != null) {
                    ended.invalidate();
                }
            }
        }
        chain.doFilter(request, response);
    }
}
