package dev.ordersync.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersync.ledger.Leases;
import dev.ordersync.ledger.Waiting;
import dev.ordersync.lookup.LookupMetrics;
import dev.ordersync.lookup.Reconciling;
import dev.ordersync.lookup.TwinWatch;
import dev.ordersync.matching.FieldMatcher;
import dev.ordersync.order.Actor;
import dev.ordersync.order.IdempotencyKey;
import dev.ordersync.order.OrderId;
import dev.ordersync.order.OrderStatus;
import dev.ordersync.order.Shard;
import dev.ordersync.order.StoreKey;
import dev.ordersync.platform.Platforms;
import dev.ordersync.resolution.Cancel;
import dev.ordersync.resolution.Desk;
import dev.ordersync.resolution.Link;
import dev.ordersync.resolution.ResolveTwin;
import dev.ordersync.resolution.Resync;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.store.CredentialCipher;
import dev.ordersync.store.PolicyJson;
import dev.ordersync.store.Store;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StoreHealth;
import dev.ordersync.store.StorePolicy;
import dev.ordersync.testing.TestDatabase;
import dev.ordersync.voiding.VoidingEngine;
import dev.ordersync.worker.posting.PostingEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * One fixture language for both services: production code on real PostgreSQL, a scripted shop, a clock moved by hand, and
 * steps instead of loops.
 */
final class SyncScenario implements AutoCloseable {
    static final Duration SETTLE_WINDOW = StorePolicy.DEFAULT.settleWindow();
    static final Duration RETRY_WITHIN = StorePolicy.DEFAULT.retryWithin();
    private static final StoreKey STORE = new StoreKey("demo");
    private static final int MAX_STEPS = 300;
    private static final Duration SHORTEST_STEP = Duration.ofSeconds(5);

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = database.jdbc();
    private final HandMovedClock clock = new HandMovedClock();
    private final ScriptedShop shop = new ScriptedShop(clock);
    private final Calls calls = new Calls();
    private final StoreDirectory stores;
    private final StoreHealth health = new StoreHealth(jdbc);
    private final ShardOwner owner = new ShardOwner(clock);
    private final Platforms platforms = new Platforms(List.of(shop));
    private PostingEngine worker;
    private final Reconciling reconciler;
    private final TwinWatch twinWatch;
    private final VoidingEngine voiding;
    private final Desk desk;

    SyncScenario() {
        this(false);
    }

    /** @param recovery whether the applications were started in recovery mode */
    SyncScenario(boolean recovery) {
        stores = new StoreDirectory(
                jdbc, new CredentialCipher("a key for tests only"), recovery ? clock.instant() : null);
        owner.assigned(List.of(0), 1);
        saveStore(StorePolicy.DEFAULT);
        worker = newWorker(true);
        reconciler = newReconciler(true);
        twinWatch = new TwinWatch(jdbc, stores, owner, () -> true, clock, platforms);
        voiding = new VoidingEngine(
                jdbc, stores, health, owner, () -> true, clock, clock::nanoTime, platforms, Runnable::run);
        desk = new Desk(jdbc, stores, clock, () -> {});
    }

    /** @param clockTrusted whether this replica's clock agrees with the database's */
    Reconciling newReconciler(boolean clockTrusted) {
        return new Reconciling(
                jdbc,
                stores,
                health,
                owner,
                () -> clockTrusted,
                clock,
                platforms,
                Runnable::run,
                new FieldMatcher(),
                new LookupMetrics(new SimpleMeterRegistry()));
    }

    /** @param clockTrusted whether this replica's clock agrees with the database's */
    PostingEngine newWorker(boolean clockTrusted) {
        return new PostingEngine(
                jdbc,
                stores,
                health,
                owner,
                () -> clockTrusted,
                clock,
                clock::nanoTime,
                platforms,
                calls,
                new Random(7),
                new SimpleMeterRegistry());
    }

    // --- given ---

    HandMovedClock clock() {
        return clock;
    }

    ScriptedShop shop() {
        return shop;
    }

    Calls calls() {
        return calls;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    StoreHealth health() {
        return health;
    }

    Store store() {
        stores.refresh();
        return stores.find(STORE).orElseThrow();
    }

    void policy(UnaryOperator<PolicyJson> change) {
        saveStore(change.apply(PolicyJson.of(StorePolicy.DEFAULT)).over(StorePolicy.DEFAULT));
    }

    /** Changes one setting of the store's policy, as JSON. */
    void setting(String name, String json) {
        jdbc.sql("""
                        UPDATE stores SET policy = jsonb_set(policy, CAST(:path AS text[]), CAST(:json AS jsonb)),
                            version = version + 1, policy_version = policy_version + 1
                        """).param("path", "{" + name + "}").param("json", json).update();
        stores.refresh();
    }

    StoreDirectory stores() {
        return stores;
    }

    private void saveStore(StorePolicy policy) {
        jdbc.sql("""
                        INSERT INTO stores (key, shard, platform, base_url, credentials, alert_emails, policy, state_since,
                            last_verified, shop_id, created_at)
                        VALUES (:key, :shard, 'http', 'https://shop.example', :credentials, '{}', CAST(:policy AS jsonb),
                            :now, :now, :shop, :now)
                        ON CONFLICT (key) DO UPDATE SET policy = EXCLUDED.policy, version = stores.version + 1,
                            policy_version = stores.policy_version + 1
                        """)
                .param("key", STORE.value())
                .param("shard", Shard.of(STORE))
                .param("credentials", new CredentialCipher("a key for tests only").encrypt(Map.of("bearerToken", "t")))
                .param("policy", JsonMapper.shared().writeValueAsString(PolicyJson.of(policy)))
                .param("shop", ScriptedShop.ID)
                .param("now", now())
                .update();
        stores.refresh();
    }

    Resync resync() {
        return new Resync(desk, platforms, health, clock);
    }

    ResolveTwin resolveTwin() {
        return new ResolveTwin(desk, platforms, health, clock);
    }

    Cancel cancel() {
        return new Cancel(desk);
    }

    Link link() {
        return new Link(desk, platforms, health, clock, new FieldMatcher());
    }

    OrderId queuedOrder(String id) {
        return queuedOrder(id, Orders.body(id));
    }

    OrderId queuedOrder(String id, String body) {
        return new OrderId(jdbc.sql("""
                        WITH o AS (
                            INSERT INTO orders (store_id, source, ext_id, status, idem_key, content_hash, received_at, due_at,
                                queued_since)
                            VALUES (:store, 'default', :id, 'queued', :key, '', :now, :now, :now)
                            RETURNING id)
                        , c AS (INSERT INTO order_content (order_id, generation, body) SELECT id, 1, :body FROM o)
                        SELECT id FROM o
                        """)
                .param("store", store().id())
                .param("id", id)
                .param("key", IdempotencyKey.of("default", id, 1))
                .param("body", body)
                .param("now", now())
                .query(Long.class)
                .single());
    }

    /** Posted, and taken otherwise than sent: its copy has our reference and is not linked. */
    OrderId brokenOrder(String id) {
        var order = queuedOrder(id);
        shop.acceptsOtherwiseThanSent();
        workerRunsOnce();
        assertThat(statusOf(order)).isEqualTo(OrderStatus.BROKEN);
        return order;
    }

    // --- when ---

    void workerRunsOnce() {
        stores.refresh();
        worker.runOnce();
        worker.runOnce();
    }

    /** A worker that was killed: its lanes and what it had in flight are gone. */
    void workerIsReplaced() {
        worker = newWorker(true);
    }

    void reconcilerRunsOnce() {
        stores.refresh();
        reconciler.runOnce();
        twinWatch.runOnce();
        voiding.runOnce();
    }

    void voidingRunsOnce() {
        stores.refresh();
        voiding.runOnce();
    }

    void upkeepRunsOnce() {
        stores.refresh();
        Leases.endExpired(jdbc, stores, Actor.RECONCILER, clock.instant());
        for (var store : stores.all()) {
            Waiting.markOverdue(jdbc, store, Actor.RECONCILER, clock.instant());
            Waiting.giveUp(jdbc, store, Actor.WORKER, clock.instant());
        }
    }

    /** Lets both services run while this much time passes, in at most {@code MAX_STEPS} steps. */
    void runsFor(Duration length) {
        var until = clock.instant().plus(length);
        var step = longer(SHORTEST_STEP, length.dividedBy(MAX_STEPS));
        while (clock.instant().isBefore(until)) {
            everythingRunsOnce();
            clock.advance(shorter(step, Duration.between(clock.instant(), until)));
        }
        everythingRunsOnce();
    }

    private void everythingRunsOnce() {
        workerRunsOnce();
        upkeepRunsOnce();
        reconcilerRunsOnce();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    // --- then ---

    OrderStatus statusOf(OrderId order) {
        return OrderStatus.of(column(order, "status", String.class));
    }

    <T> T column(OrderId order, String column, Class<T> type) {
        return jdbc.sql("SELECT " + column + " FROM orders WHERE id = :id")
                .param("id", order.value())
                .query(type)
                .single();
    }

    @Nullable
    Instant timeOf(OrderId order, String column) {
        return jdbc.sql("SELECT " + column + " AS at FROM orders WHERE id = :id")
                .param("id", order.value())
                .query((row, _) -> {
                    var time = row.getObject("at", OffsetDateTime.class);
                    return time == null ? null : time.toInstant();
                })
                .list()
                .getFirst();
    }

    List<String> auditOf(OrderId order) {
        return texts("SELECT action FROM audit WHERE order_id = :id ORDER BY seq", order);
    }

    List<String> outcomesOf(OrderId order) {
        return texts("SELECT outcome FROM attempts WHERE order_id = :id ORDER BY number", order);
    }

    List<String> eventsOf(OrderId order) {
        return texts("SELECT type FROM outbox WHERE order_id = :id ORDER BY id", order);
    }

    /** The first column of what the statement answers. */
    List<String> texts(String sql) {
        return jdbc.sql(sql).query((row, _) -> row.getString(1)).list();
    }

    private List<String> texts(String sql, OrderId order) {
        return jdbc.sql(sql)
                .param("id", order.value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        database.close();
    }
}
