package dev.ordersync.access;

import dev.ordersync.order.Actor;
import dev.ordersync.order.StoreKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Knows callers by their token. Tokens are random, so they are looked up by SHA-256: a slow password hash would cost more
 * than taking the order in. A known token is remembered for {@link #KEPT}, no longer, so that a deleted one ends soon.
 */
public final class Tokens {
    /** How long a deleted token may go on working on another replica. */
    public static final Duration KEPT = Duration.ofSeconds(1);

    private static final int MAX_KEPT = 10_000;
    /** Longer texts are not tokens of ours, and not worth hashing. */
    private static final int MAX_LENGTH = 500;

    private record Kept(Caller caller, Instant until) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final byte @Nullable [] bootstrapHash;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /** @param bootstrapToken an admin token that needs no row; empty: none */
    public Tokens(JdbcClient jdbc, Clock clock, String bootstrapToken) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.bootstrapHash = bootstrapToken.isEmpty() ? null : hash(bootstrapToken);
    }

    /** What the column {@code secret_hash} holds. */
    public static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    public Optional<Caller> find(String token) {
        if (token.isEmpty() || token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        byte[] hash = hash(token);
        if (bootstrapHash != null && MessageDigest.isEqual(hash, bootstrapHash)) {
            return Optional.of(new Caller(Actor.token("bootstrap"), Role.ADMIN, null));
        }
        var known = kept.get(HexFormat.of().formatHex(hash));
        if (known != null && clock.instant().isBefore(known.until())) {
            return Optional.of(known.caller());
        }
        return read(hash);
    }

    /** Makes a deletion work at once on this replica. */
    public void forgetAll() {
        kept.clear();
    }

    private Optional<Caller> read(byte[] hash) {
        var readAt = clock.instant();
        var found = jdbc.sql("SELECT name, role, stores FROM tokens WHERE secret_hash = :hash")
                .param("hash", hash)
                .query((row, _) -> caller(row))
                .optional();
        var key = HexFormat.of().formatHex(hash);
        if (found.isEmpty()) {
            kept.remove(key);
        } else {
            if (kept.size() >= MAX_KEPT) {
                kept.clear();
            }
            kept.put(key, new Kept(found.get(), readAt.plus(KEPT)));
        }
        return found;
    }

    private static Caller caller(ResultSet row) throws SQLException {
        return new Caller(
                Actor.token(row.getString("name")), Role.of(row.getString("role")), stores(row.getArray("stores")));
    }

    private static @Nullable Set<StoreKey> stores(@Nullable Array keys) throws SQLException {
        return keys == null
                ? null
                : Arrays.stream((String[]) keys.getArray()).map(StoreKey::new).collect(Collectors.toSet());
    }
}
