package dev.ordersync.reconciler.signin;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Checks name and password. An unknown name costs the same time as a wrong password, and reads the same. */
final class PasswordCheck implements AuthenticationProvider {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordCheck.class);
    /** Longer texts are nobody's password, and not worth hashing. */
    private static final int MAX_PASSWORD = 1_000;

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Users users;
    private final PasswordEncoder passwords;
    private final Throttle throttle;
    private final Clock clock;
    /** Compared with for names that nobody has. */
    private final String nobodysHash;

    PasswordCheck(Users users, PasswordEncoder passwords, Throttle throttle, Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
        this.clock = clock;
        this.nobodysHash = passwords.encode("nobody");
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** @throws SignInRefused for a wrong pair, during a pause, and while the database is away */
    @Override
    public Authentication authenticate(Authentication authentication) throws AuthenticationException {
        var name = authentication.getName();
        var password = String.valueOf(authentication.getCredentials());
        if (name.length() > Users.MAX_NAME || password.length() > MAX_PASSWORD) {
            throw new SignInRefused(
                    HttpStatus.UNAUTHORIZED, "That user name or password is longer than any that we have.");
        }
        return switch (throttle.take(name, clock.instant())) {
            case Throttle.Ticket.Paused paused -> {
                LOG.info("Sign-in refused during a pause after wrong tries");
                throw new SignInRefused(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "Too many wrong tries. This user name can sign in again from " + minuteAfter(paused.until())
                                + ".");
            }
            case Throttle.Ticket.Go go -> check(name, password, go.left());
        };
    }

    private Authentication check(String name, String password, int left) {
        Users.User user;
        try {
            user = users.find(name).orElse(null);
        } catch (DataAccessException e) {
            LOG.warn("A sign-in could not be checked: the database does not answer", e);
            throw new SignInRefused(
                    HttpStatus.SERVICE_UNAVAILABLE, "Sign-in can’t be checked at the moment. Try again in a minute.");
        }
        boolean right = passwords.matches(password, user == null ? nobodysHash : user.passwordHash());
        if (user == null || !right) {
            LOG.info("Sign-in refused: name and password don't go together");
            throw new SignInRefused(HttpStatus.UNAUTHORIZED, wrong(left));
        }
        throttle.forget(name);
        return UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(user.caller().getName(), user.passwordMark()),
                null,
                user.caller().role().authorities());
    }

    private static String wrong(int left) {
        var pause = " a pause of " + Throttle.PAUSE.toMinutes() + " minutes.";
        return "That user name and password don’t go together. "
                + switch (left) {
                    case 0 -> "This was the last try before" + pause;
                    case 1 -> "1 try left before" + pause;
                    default -> left + " tries left before" + pause;
                };
    }

    private static String minuteAfter(Instant time) {
        var minute = time.truncatedTo(ChronoUnit.MINUTES);
        return MINUTE.format(minute.equals(time) ? minute : minute.plus(1, ChronoUnit.MINUTES));
    }
}
