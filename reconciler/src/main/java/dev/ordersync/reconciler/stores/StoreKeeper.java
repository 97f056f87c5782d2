package dev.ordersync.reconciler.stores;

import dev.ordersync.order.Shard;
import dev.ordersync.order.StoreKey;
import dev.ordersync.problem.Refusal;
import dev.ordersync.store.CredentialCipher;
import dev.ordersync.store.PolicyJson;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Saves stores. Whatever leads to the shop (platform, address, credentials) takes effect only on a held store, which
 * its verification frees: no order ever goes to an address that was not verified.
 */
public final class StoreKeeper {
    static final String UNVERIFIED = "unverified";

    private static final Logger LOG = LoggerFactory.getLogger(StoreKeeper.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final StoreDirectory stores;
    private final StoreHealth health;
    private final CredentialCipher cipher;
    private final SettingsCheck check;
    private final StoreVerification verification;
    private final Clock clock;

    public StoreKeeper(
            JdbcClient jdbc,
            StoreDirectory stores,
            StoreHealth health,
            CredentialCipher cipher,
            SettingsCheck check,
            StoreVerification verification,
            Clock clock) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.health = health;
        this.cipher = cipher;
        this.check = check;
        this.verification = verification;
        this.clock = clock;
    }

    /**
     * Creates or changes a store and verifies it. A failed verify leaves it saved and held, and tells nobody: whoever
     * saved it is looking.
     *
     * @return whether the store is new
     * @throws Refusal 422 with every bad field; nothing is saved then
     */
    public boolean save(StoreKey key, StoreSettings settings) {
        var known = stores.find(key);
        var checked = check.check(
                settings, known.map(store -> store.shop().credentials()).orElse(null));
        boolean created = known.isEmpty() && create(key, checked);
        if (!created) {
            change(stores.find(key).orElseThrow(), checked);
        }
        stores.refresh();
        var saved = stores.find(key).orElseThrow();
        LOG.info("Store saved: store={} created={} platform={}", key, created, checked.platform());
        verification.afterSaving(saved);
        return created;
    }

    /** @return false: someone else created it at the same instant */
    private boolean create(StoreKey key, SettingsCheck.Checked settings) {
        var credentials = Objects.requireNonNull(settings.credentials(), "the check asks a new store for them");
        var now = clock.instant();
        return jdbc.sql("""
                        WITH created AS (
                            INSERT INTO stores (key, shard, platform, base_url, credentials, alert_emails, policy, hold,
                                hold_detail, probe_at, state_since, created_at)
                            VALUES (:key, :shard, :platform, :baseUrl, :credentials, :emails, CAST(:policy AS jsonb),
                                'unverified', 'not verified yet', :probeAt, :now, :now)
                            ON CONFLICT (key) DO NOTHING
                            RETURNING id
                        ), stopped AS (
                            INSERT INTO store_stops (store_id, stopped_at) SELECT id, :now FROM created
                        )
                        SELECT count(*) FROM created
                        """)
                        .param("key", key.value())
                        .param("shard", Shard.of(key))
                        .param("platform", settings.platform())
                        .param("baseUrl", settings.baseUrl())
                        .param("credentials", cipher.encrypt(credentials))
                        .param("emails", settings.alertEmails().toArray(String[]::new))
                        .param("policy", policy(settings))
                        .param("probeAt", now.plus(StoreProbe.HELD_EVERY).atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single()
                == 1;
    }

    private void change(Store store, SettingsCheck.Checked settings) {
        if (leadsElsewhere(store, settings)) {
            health.hold(store.id(), UNVERIFIED, "its settings were changed", clock.instant());
        }
        var credentials = settings.credentials() == null ? store.shop().credentials() : settings.credentials();
        jdbc.sql("""
                 UPDATE stores
                    SET platform = :platform, base_url = :baseUrl, credentials = :credentials, alert_emails = :emails,
                        policy = CAST(:policy AS jsonb), version = version + 1,
                        policy_version = policy_version + CASE WHEN policy = CAST(:policy AS jsonb) THEN 0 ELSE 1 END
                  WHERE id = :id
                 """)
                .param("platform", settings.platform())
                .param("baseUrl", settings.baseUrl())
                .param("credentials", cipher.encrypt(credentials))
                .param("emails", settings.alertEmails().toArray(String[]::new))
                .param("policy", policy(settings))
                .param("id", store.id())
                .update();
    }

    private static boolean leadsElsewhere(Store store, SettingsCheck.Checked settings) {
        return !store.platform().equals(settings.platform())
                || !store.shop().baseUrl().equals(URI.create(settings.baseUrl()))
                || (settings.credentials() != null
                        && !settings.credentials().equals(store.shop().credentials()));
    }

    private static String policy(SettingsCheck.Checked settings) {
        return JSON.writeValueAsString(PolicyJson.of(settings.policy()));
    }

    /** A person stops posting to the store; lookups go on. */
    public void pause(Store store, String by, @Nullable String reason) {
        health.pause(store.id(), reason == null ? "by " + by : "by " + by + ", " + reason, clock.instant());
        stores.refresh();
    }

    public void resume(Store store) {
        health.resume(store.id(), clock.instant());
        stores.refresh();
    }
}
