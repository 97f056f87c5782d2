package dev.ordersync.store;

import dev.ordersync.order.StoreKey;
import dev.ordersync.platform.Shop;
import java.net.URI;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * All stores, read whole and kept: each step of a loop asks for them many times. {@link #refresh()} runs twice a second
 * in production; whoever changed a store calls it too. A key that is not known yet is read at once.
 */
public final class StoreDirectory {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String COLUMNS = """
            SELECT id, key, shard, platform, base_url, credentials, alert_emails, policy, policy_version, version, hold,
                   hold_detail, paused, pause_detail, probing, state_since, probe_at, last_verified, shop_id,
                   measured_lag_ms, clock_skew_ms
              FROM stores
             ORDER BY id
            """;

    private final JdbcClient jdbc;
    private final CredentialCipher cipher;
    private final @Nullable Instant recoverySince;
    private volatile Map<Integer, Store> byId = Map.of();
    private volatile Map<StoreKey, Store> byKey = Map.of();

    public StoreDirectory(JdbcClient jdbc, CredentialCipher cipher) {
        this(jdbc, cipher, null);
    }

    /** @param recoverySince when recovery mode began; null: it is off */
    public StoreDirectory(JdbcClient jdbc, CredentialCipher cipher, @Nullable Instant recoverySince) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.recoverySince = recoverySince;
    }

    public synchronized void refresh() {
        var known = byId;
        var stores = jdbc.sql(COLUMNS)
                .query((row, _) -> {
                    var old = known.get(row.getInt("id"));
                    return old != null && old.version() == row.getInt("version") ? old : read(row);
                })
                .list();
        byId = inOrder(stores, Store::id);
        byKey = inOrder(stores, Store::key);
    }

    /** In the order of their rows, whatever the JVM: steps over all stores then go the same way each time. */
    private static <K> Map<K, Store> inOrder(List<Store> stores, Function<Store, K> key) {
        var map = new LinkedHashMap<K, Store>();
        stores.forEach(store -> map.put(key.apply(store), store));
        return Collections.unmodifiableMap(map);
    }

    public Collection<Store> all() {
        return byId.values();
    }

    /** What is known without asking the database. */
    public Optional<Store> findKnown(StoreKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    public Optional<Store> find(StoreKey key) {
        var store = byKey.get(key);
        if (store == null) {
            refresh();
            store = byKey.get(key);
        }
        return Optional.ofNullable(store);
    }

    public Store get(int id) {
        var store = byId.get(id);
        if (store == null) {
            refresh();
            store = byId.get(id);
        }
        return Objects.requireNonNull(store, () -> "No store has the number " + id);
    }

    private Store read(ResultSet row) throws SQLException {
        var policy = JSON.readValue(row.getString("policy"), PolicyJson.class).over(StorePolicy.DEFAULT);
        var key = new StoreKey(row.getString("key"));
        var shop = new Shop(
                key.value(),
                URI.create(row.getString("base_url")),
                cipher.decrypt(row.getBytes("credentials")),
                policy.requestTimeout());
        var health = new Store.Health(
                row.getString("hold"),
                row.getString("hold_detail"),
                row.getBoolean("paused"),
                row.getString("pause_detail"),
                row.getBoolean("probing"),
                Objects.requireNonNull(instant(row, "state_since")),
                instant(row, "probe_at"));
        return new Store(
                row.getInt("id"),
                key,
                row.getInt("shard"),
                row.getString("platform"),
                shop,
                texts(row.getArray("alert_emails")),
                policy,
                row.getInt("policy_version"),
                row.getInt("version"),
                health,
                instant(row, "last_verified"),
                row.getString("shop_id"),
                Duration.ofMillis(row.getLong("measured_lag_ms")),
                Duration.ofMillis(row.getLong("clock_skew_ms")),
                recoverySince);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
