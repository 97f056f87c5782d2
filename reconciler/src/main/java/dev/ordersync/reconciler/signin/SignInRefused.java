package dev.ordersync.reconciler.signin;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;

/** A sign-in that is refused; its message is for the person who tried. */
final class SignInRefused extends AuthenticationException {
    private final HttpStatus status;

    SignInRefused(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }
}
