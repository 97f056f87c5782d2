package dev.ordersync.reconciler.signin;

import dev.ordersync.access.Caller;
import dev.ordersync.access.Role;
import dev.ordersync.access.Tokens;
import dev.ordersync.order.Actor;
import dev.ordersync.order.StoreKey;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the people who may sign in. */
final class Users {
    /** Longer names are none of ours, and not worth a question. */
    static final int MAX_NAME = 100;

    private static final int MARK_BYTES = 8;

    record User(Caller caller, String passwordHash) {
        String passwordMark() {
            return HexFormat.of().formatHex(Tokens.hash(passwordHash), 0, MARK_BYTES);
        }
    }

    private final JdbcClient jdbc;

    Users(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<User> find(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            return Optional.empty();
        }
        return jdbc.sql("SELECT name, password_hash, role, stores FROM users WHERE name = :name")
                .param("name", name)
                .query((row, _) -> user(row))
                .optional();
    }

    private static User user(ResultSet row) throws SQLException {
        var caller = new Caller(
                Actor.user(row.getString("name")), Role.of(row.getString("role")), stores(row.getArray("stores")));
        return new User(caller, row.getString("password_hash"));
    }

    private static @Nullable Set<StoreKey> stores(@Nullable Array keys) throws SQLException {
        return keys == null
                ? null
                : Arrays.stream((String[]) keys.getArray()).map(StoreKey::new).collect(Collectors.toSet());
    }
}
