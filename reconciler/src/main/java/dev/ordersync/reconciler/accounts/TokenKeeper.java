package dev.ordersync.reconciler.accounts;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.access.Tokens;
import dev.ordersync.order.StoreKey;
import dev.ordersync.problem.FieldError;
import dev.ordersync.problem.Refusal;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes, lists and ends the tokens of programs. A token is shown once, when it is made; we keep its hash. */
public final class TokenKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(TokenKeeper.class);
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 9;

    /** Makes a leaked token findable. */
    private static final String PREFIX = "ost_";

    /** A token as it is shown. */
    public record Token(
            String id, String name, String role, @Nullable List<String> stores, Instant createdAt) {}

    /** A new token with its secret, which nobody sees again. */
    public record Made(
            String id, String name, String role, @Nullable List<String> stores, Instant createdAt, String token) {
        @Override
        public String toString() {
            return "Made[" + id + ", " + name + "]";
        }
    }

    private final JdbcClient jdbc;
    private final Tokens tokens;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public TokenKeeper(JdbcClient jdbc, Tokens tokens, Clock clock) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @throws Refusal 422 for bad fields, 403 for more than the caller may give */
    public Made make(
            Caller caller, @Nullable String name, @Nullable String role, @Nullable List<@Nullable String> stores) {
        var errors = new ArrayList<FieldError>();
        Grant.checkName("name", name, errors);
        var grant = Grant.of(role, stores, EnumSet.allOf(Role.class), errors);
        if (!errors.isEmpty() || grant == null || name == null) {
            throw Refusal.invalid(errors);
        }
        grant.checkWithin(caller);
        var id = random(ID_BYTES);
        var secret = PREFIX + random(SECRET_BYTES);
        var now = clock.instant();
        var storeTexts = grant.storeTexts();
        jdbc.sql("""
                 INSERT INTO tokens (id, name, secret_hash, role, stores, created_at)
                 VALUES (:id, :name, :hash, :role, :stores, :now)
                 """)
                .param("id", id)
                .param("name", name)
                .param("hash", Tokens.hash(secret))
                .param("role", grant.role().code())
                .param("stores", storeTexts)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        LOG.info(
                "Token made: id={} name={} role={} by={}",
                id,
                name,
                grant.role().code(),
                caller.getName());
        return new Made(id, name, grant.role().code(), storeTexts == null ? null : List.of(storeTexts), now, secret);
    }

    /** Those that reach no further than the caller, by id. */
    public List<Token> list(Caller caller, String after, int limit) {
        return jdbc.sql("""
                        SELECT id, name, role, stores, created_at
                          FROM tokens
                         WHERE id > :after
                           AND (CAST(:stores AS text[]) IS NULL OR stores <@ CAST(:stores AS text[]))
                         ORDER BY id
                         LIMIT :limit
                        """)
                .param("after", after)
                .param("stores", texts(caller))
                .param("limit", limit)
                .query((row, _) -> token(row))
                .list();
    }

    /**
     * Ends a token: at once on this replica, within {@link Tokens#KEPT} on others.
     *
     * @throws Refusal 404 when there is none that the caller may see
     */
    public void delete(Caller caller, String id) {
        int deleted =
                jdbc.sql("""
                        DELETE FROM tokens
                         WHERE id = :id AND (CAST(:stores AS text[]) IS NULL OR stores <@ CAST(:stores AS text[]))
                        """).param("id", id).param("stores", texts(caller)).update();
        if (deleted == 0) {
            throw Refusal.notFound("There is no such token.");
        }
        tokens.forgetAll();
        LOG.info("Token deleted: id={} by={}", id, caller.getName());
    }

    static String @Nullable [] texts(Caller caller) {
        Set<StoreKey> stores = caller.stores();
        return stores == null ? null : stores.stream().map(StoreKey::value).toArray(String[]::new);
    }

    private String random(int bytes) {
        var secret = new byte[bytes];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getString("id"), row.getString("name"), row.getString("role"), stores(row), createdAt(row));
    }

    static @Nullable List<String> stores(ResultSet row) throws SQLException {
        var stores = row.getArray("stores");
        return stores == null
                ? null
                : Arrays.stream((String[]) stores.getArray()).collect(Collectors.toList());
    }

    static Instant createdAt(ResultSet row) throws SQLException {
        return Objects.requireNonNull(row.getObject("created_at", OffsetDateTime.class))
                .toInstant();
    }
}
