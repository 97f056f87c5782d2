package dev.ordersync.testing;

import dev.ordersync.order.Shard;
import dev.ordersync.order.StoreKey;
import dev.ordersync.store.CredentialCipher;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of stores, for tests that need one to be there. */
public final class StoreExample {
    /** For applications under test: {@code ordersync.encryption-key}. */
    public static final String ENCRYPTION_KEY = "a-key-for-tests-only";

    private StoreExample() {}

    /**
     * A store that takes orders and posts none of them: it was never verified.
     *
     * @return its number
     */
    public static int unverified(JdbcClient jdbc, String key) {
        return jdbc.sql("""
                        INSERT INTO stores (key, shard, platform, base_url, credentials, alert_emails, policy, hold, hold_detail,
                            probe_at, state_since, created_at)
                        VALUES (:key, :shard, 'http', 'https://shop.example', :credentials, '{}', '{}', 'unverified',
                            'not verified yet', 'infinity', :at, :at)
                        RETURNING id
                        """)
                .param("key", key)
                .param("shard", Shard.of(new StoreKey(key)))
                .param("credentials", new CredentialCipher(ENCRYPTION_KEY).encrypt(Map.of("bearerToken", "shop-token")))
                .param("at", Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }
}
