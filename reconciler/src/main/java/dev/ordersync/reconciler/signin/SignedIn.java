package dev.ordersync.reconciler.signin;

import java.io.Serializable;
import java.security.Principal;

/**
 * Who signed in, as the session keeps it. Role and stores are read afresh with each request, so that a change works at
 * once.
 *
 * @param passwordMark of the password that was right then: a changed one ends the session
 */
record SignedIn(String name, String passwordMark) implements Principal, Serializable {
    @Override
    public String getName() {
        return name;
    }
}
