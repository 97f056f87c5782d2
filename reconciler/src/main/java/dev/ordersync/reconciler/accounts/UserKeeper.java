package dev.ordersync.reconciler.accounts;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.mail.MailProperties;
import dev.ordersync.problem.FieldError;
import dev.ordersync.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The people who may sign in to the console. Whoever is changed or removed is signed out everywhere. */
public final class UserKeeper {
    public static final int MIN_PASSWORD = 12;
    /** The password hash reads no further. */
    private static final int MAX_PASSWORD_BYTES = 72;

    private static final EnumSet<Role> ROLES = EnumSet.of(Role.VIEWER, Role.OPERATOR, Role.ADMIN);
    private static final Logger LOG = LoggerFactory.getLogger(UserKeeper.class);

    /** Only users whose every store the caller may see. */
    private static final String WITHIN = "(CAST(:within AS text[]) IS NULL OR stores <@ CAST(:within AS text[]))";

    /** A user as it is shown. */
    public record User(
            String name,
            String role,
            @Nullable List<String> stores,
            @Nullable String email,
            Instant createdAt) {}

    /**
     * A user as it is saved. Its text form shows no password.
     *
     * @param password null: the present one stays
     */
    public record Settings(
            @Nullable String password,
            @Nullable String role,
            @Nullable List<@Nullable String> stores,
            @Nullable String email) {
        @Override
        public String toString() {
            return "Settings[" + role + "]";
        }
    }

    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;
    private final Clock clock;

    public UserKeeper(JdbcClient jdbc, PasswordEncoder encoder, Clock clock) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.clock = clock;
    }

    /** @throws Refusal 422 for bad fields, 403 for more than the caller may give, 409 {@code name-taken} */
    public User create(Caller caller, @Nullable String name, Settings settings) {
        var errors = new ArrayList<FieldError>();
        Grant.checkName("name", name, errors);
        if (settings.password() == null) {
            errors.add(new FieldError("password", "is required"));
        }
        var grant = check(caller, settings, errors);
        int created = jdbc.sql("""
                        INSERT INTO users (name, password_hash, role, stores, email, created_at)
                        VALUES (:name, :hash, :role, :stores, :email, :now)
                        ON CONFLICT (name) DO NOTHING
                        """)
                .param("name", name)
                .param("hash", encoder.encode(settings.password()))
                .param("role", grant.role().code())
                .param("stores", grant.storeTexts())
                .param("email", settings.email())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (created == 0) {
            throw Refusal.conflict("name-taken", "There is a user of this name.");
        }
        LOG.info("User made: name={} role={} by={}", name, grant.role().code(), caller.getName());
        return get(caller, String.valueOf(name));
    }

    /** @throws Refusal 404 for one that the caller may not see, 422 for bad fields, 403 for more than the caller may give */
    public User change(Caller caller, String name, Settings settings) {
        get(caller, name);
        var grant = check(caller, settings, new ArrayList<>());
        jdbc.sql("""
                 UPDATE users
                    SET role = :role, stores = :stores, email = :email,
                        password_hash = coalesce(CAST(:hash AS text), password_hash)
                  WHERE name = :name
                 """)
                .param("name", name)
                .param("hash", settings.password() == null ? null : encoder.encode(settings.password()))
                .param("role", grant.role().code())
                .param("stores", grant.storeTexts())
                .param("email", settings.email())
                .update();
        signOut(name);
        LOG.info("User changed: name={} role={} by={}", name, grant.role().code(), caller.getName());
        return get(caller, name);
    }

    /** @throws Refusal 404 when there is none that the caller may see */
    public void delete(Caller caller, String name) {
        get(caller, name);
        jdbc.sql("DELETE FROM users WHERE name = :name").param("name", name).update();
        signOut(name);
        LOG.info("User deleted: name={} by={}", name, caller.getName());
    }

    /** @throws Refusal 404 when there is none that the caller may see */
    public User get(Caller caller, String name) {
        return find(caller, name).orElseThrow(() -> Refusal.notFound("There is no such user."));
    }

    public Optional<User> find(Caller caller, String name) {
        return jdbc.sql("SELECT name, role, stores, email, created_at FROM users WHERE name = :name AND " + WITHIN)
                .param("name", name)
                .param("within", TokenKeeper.texts(caller))
                .query((row, _) -> new User(
                        row.getString("name"),
                        row.getString("role"),
                        TokenKeeper.stores(row),
                        row.getString("email"),
                        TokenKeeper.createdAt(row)))
                .optional();
    }

    /** By name. */
    public List<User> list(Caller caller, String after, int limit) {
        return jdbc.sql("SELECT name, role, stores, email, created_at FROM users WHERE name > :after AND " + WITHIN
                        + " ORDER BY name LIMIT :limit")
                .param("after", after)
                .param("within", TokenKeeper.texts(caller))
                .param("limit", limit)
                .query((row, _) -> new User(
                        row.getString("name"),
                        row.getString("role"),
                        TokenKeeper.stores(row),
                        row.getString("email"),
                        TokenKeeper.createdAt(row)))
                .list();
    }

    private static Grant check(Caller caller, Settings settings, List<FieldError> errors) {
        var password = settings.password();
        if (password != null
                && (password.codePointCount(0, password.length()) < MIN_PASSWORD
                        || password.getBytes(StandardCharsets.UTF_8).length > MAX_PASSWORD_BYTES)) {
            errors.add(new FieldError(
                    "password",
                    "must have at least " + MIN_PASSWORD + " characters and at most " + MAX_PASSWORD_BYTES + " bytes"));
        }
        if (settings.email() != null && !MailProperties.isAddress(settings.email())) {
            errors.add(new FieldError("email", "must be an e-mail address"));
        }
        var grant = Grant.of(settings.role(), settings.stores(), ROLES, errors);
        if (!errors.isEmpty() || grant == null) {
            throw Refusal.invalid(errors);
        }
        grant.checkWithin(caller);
        return grant;
    }

    private void signOut(String name) {
        jdbc.sql("DELETE FROM spring_session WHERE principal_name = :name")
                .param("name", name)
                .update();
    }
}
