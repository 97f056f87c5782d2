package dev.ordersync.incident;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ordersync.config.OrderSyncProperties;
import dev.ordersync.ledger.RemovedCopies;
import dev.ordersync.ledger.Signals;
import dev.ordersync.mail.MailConfiguration;
import dev.ordersync.mail.MailOutbox;
import dev.ordersync.mail.MailProperties;
import dev.ordersync.mail.MailStep;
import dev.ordersync.order.StoreKey;
import dev.ordersync.store.CredentialCipher;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import dev.ordersync.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/** One store, its orders, signals, incidents and an inbox, on a clock moved by hand. */
final class Incidence implements AutoCloseable {
    static final String RECIPIENT = "ops@example.com";
    static final Duration DIGEST_EVERY = Duration.ofHours(1);
    static final Duration QUIET_AFTER = Duration.ofMinutes(5);
    private static final String ENCRYPTION_KEY = "a key for tests only";

    private final TestDatabase database = TestDatabase.create();
    private final GreenMail inbox =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
    private final StoreDirectory stores;
    private final IncidentStep incidents;
    private final MailStep mails;
    private final int storeId;
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    final JdbcClient jdbc = database.jdbc();
    final StoreHealth health = new StoreHealth(jdbc);
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");

    Incidence(boolean onTimeout) {
        inbox.start();
        sender.setHost("127.0.0.1");
        sender.setPort(inbox.getSmtp().getPort());
        var clock = clock();
        stores = new StoreDirectory(jdbc, new CredentialCipher(ENCRYPTION_KEY));
        storeId = insertStore(onTimeout);
        stores.refresh();
        var mailProperties = new MailProperties("order-sync@example.com", List.of("default@example.com"));
        var transactions = new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
        incidents = new IncidentConfiguration()
                .incidentStep(
                        jdbc,
                        transactions,
                        stores,
                        new OrderSyncProperties(ENCRYPTION_KEY, "", URI.create("https://sync.example.com"), 4, false),
                        new MailOutbox(mailProperties),
                        mailProperties,
                        registry,
                        clock);
        mails = new MailConfiguration().mailStep(jdbc, mailProperties, sender, registry, clock);
    }

    private int insertStore(boolean onTimeout) {
        return jdbc.sql("""
                        INSERT INTO stores (key, shard, platform, base_url, credentials, alert_emails, policy, state_since, created_at)
                        VALUES ('acme', 1, 'http', 'https://shop.example', :credentials, :emails, CAST(:policy AS jsonb), :now, :now)
                        RETURNING id
                        """)
                .param("credentials", new CredentialCipher(ENCRYPTION_KEY).encrypt(Map.of()))
                .param("emails", new String[] {RECIPIENT})
                .param("policy", "{\"alerts\": {\"onTimeout\": " + onTimeout + "}}")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getInt(1))
                .single();
    }

    StoreKey store() {
        return stores.get(storeId).key();
    }

    int storeId() {
        return storeId;
    }

    long order(String extId, String status) {
        return order(extId, status, null);
    }

    long order(String extId, String status, @Nullable String marketplaceUrl) {
        long id = jdbc.sql("""
                        INSERT INTO orders (store_id, source, ext_id, url, status, idem_key, content_hash, received_at, due_at)
                        VALUES (:store, 'default', :extId, :url, 'queued', 'key', '', :now, :now)
                        RETURNING id
                        """)
                .param("store", storeId)
                .param("extId", extId)
                .param("url", marketplaceUrl)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getLong(1))
                .single();
        moveTo(id, status);
        return id;
    }

    void moveTo(long order, String status) {
        boolean underWay = List.of("queued", "posting", "in_doubt", "resyncing").contains(status);
        jdbc.sql("""
                        UPDATE orders SET status = :status, due_at = CASE WHEN :underWay THEN :now END, settles_at = :now,
                            decide_by = :now, platform_order_id = 'p', lease_until = CASE WHEN :status = 'posting' THEN :now END
                         WHERE id = :id
                        """)
                .param("status", status)
                .param("underWay", underWay)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", order)
                .update();
    }

    void signal(Signals.Kind kind, long order) {
        signal(kind, order, 1, false);
    }

    void signal(Signals.Kind kind, long order, int failures, boolean pressed) {
        jdbc.sql("""
                        INSERT INTO signals (store_id, order_id, kind, failures, pressed, at)
                        VALUES (:store, :order, :kind, :failures, :pressed, :now)
                        """)
                .param("store", storeId)
                .param("order", order)
                .param("kind", kind.code())
                .param("failures", failures)
                .param("pressed", pressed)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The merchant deletes a synced order's copy. */
    void copyIsRemoved(long order) {
        jdbc.sql("UPDATE orders SET reason = :reason WHERE id = :id")
                .param("reason", RemovedCopies.reasons().getLast())
                .param("id", order)
                .update();
        signal(Signals.Kind.BROKEN_SYNC, order);
    }

    void everyIncidentIsAcknowledged() {
        jdbc.sql("UPDATE incidents SET acknowledged_by = 'ann'").update();
    }

    /** Signals become incidents, and due mails go out. */
    void pass() {
        incidents.runOnce();
        mails.runOnce();
    }

    void incidentsOnly() {
        incidents.runOnce();
    }

    void mailsOnly() {
        mails.runOnce();
    }

    @Nullable
    Instant mailServerAwaySince() {
        return mails.awaySince();
    }

    void advance(Duration by) {
        now = now.plus(by);
    }

    Instant now() {
        return now;
    }

    void smtpGoesAway() {
        sender.setPort(1);
    }

    void smtpComesBack() {
        sender.setPort(inbox.getSmtp().getPort());
    }

    List<MimeMessage> inbox() {
        return Arrays.asList(inbox.getReceivedMessages());
    }

    /** Open incidents as "kind count". */
    List<String> open() {
        return jdbc.sql("SELECT kind || ' ' || count FROM incidents WHERE state = 'open' ORDER BY id")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    @Override
    public void close() {
        inbox.stop();
        database.close();
    }
}
