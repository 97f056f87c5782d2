package dev.ordersync.e2e;

import static org.awaitility.Awaitility.await;

import dev.ordersync.e2e.ChaosPlan.Blow;
import dev.ordersync.e2e.ChaosPlan.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Two workers, two reconcilers, PostgreSQL, Kafka and the shops, and between each of them a network that can go bad. */
final class ChaosSystem implements AutoCloseable {
    private static final Duration UP_WITHIN = Duration.ofMinutes(5);
    private static final Duration SLOW_BY = Duration.ofMillis(100);
    private static final int REPLICAS = 2;

    private final Web web = new Web();
    private final ChaosDatabase database;
    private final ChaosKafka kafka;
    private final Program sandbox;
    private final Proxy shop;
    private final List<ChaosApp> workers = new ArrayList<>();
    private final List<ChaosApp> reconcilers = new ArrayList<>();

    /** @param folder where the servers keep their data */
    ChaosSystem(Path folder) {
        database = new ChaosDatabase(folder.resolve("postgres"));
        kafka = new ChaosKafka(folder.resolve("kafka"));
        int smtp = Program.freePort();
        sandbox = Program.start(
                "chaos-sandbox",
                "deploy/sandbox/target/sandbox.jar",
                Map.of("SANDBOX_SMTP_PORT", Integer.toString(smtp)));
        shop = new Proxy(sandbox.port());
        for (int i = 1; i <= REPLICAS; i++) {
            reconcilers.add(app("chaos-reconciler-" + i, "reconciler/target/reconciler.jar", smtp));
            workers.add(app("chaos-worker-" + i, "sync-worker/target/sync-worker.jar", smtp));
        }
        reconcilers.getFirst().start(); // it makes the tables
        awaitUp(sandbox.url() + "/health");
        awaitUp(reconcilers.getFirst().url() + "/actuator/health/readiness");
        apps().skip(1).forEach(ChaosApp::start);
        awaitAllUp();
    }

    private ChaosApp app(String name, String jar, int smtp) {
        var way = new Proxy(database.port());
        var environment = new HashMap<String, String>();
        environment.put("SPRING_DATASOURCE_URL", ChaosDatabase.url(way.port()));
        environment.put("SPRING_DATASOURCE_USERNAME", ChaosDatabase.USER);
        environment.put("SPRING_DATASOURCE_PASSWORD", ChaosDatabase.PASSWORD);
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        environment.put("SPRING_MAIL_HOST", "localhost");
        environment.put("SPRING_MAIL_PORT", Integer.toString(smtp));
        environment.put("ORDERSYNC_ENCRYPTION_KEY", "an encryption key for tests");
        environment.put("ORDERSYNC_API_TOKEN", Web.TOKEN);
        environment.put("ORDERSYNC_PARTITIONS", "4");
        environment.put("ORDERSYNC_PLATFORMS_ALLOW_PRIVATE_HOSTS", "true");
        return new ChaosApp(name, jar, environment, way);
    }

    private Stream<ChaosApp> apps() {
        return Stream.concat(reconcilers.stream(), workers.stream());
    }

    void awaitAllUp() {
        apps().forEach(app -> awaitUp(app.url() + "/actuator/health/readiness"));
    }

    private void awaitUp(String url) {
        await(url).atMost(UP_WITHIN).pollInterval(Duration.ofMillis(200)).until(() -> web.isUp(url));
    }

    Web web() {
        return web;
    }

    ChaosDatabase database() {
        return database;
    }

    ChaosKafka kafka() {
        return kafka;
    }

    String sandbox() {
        return sandbox.url();
    }

    /** The shops as the applications reach them. */
    String shops() {
        return "http://localhost:" + shop.port() + "/shops/";
    }

    ChaosApp worker(int choice) {
        return workers.get(choice % REPLICAS);
    }

    ChaosApp reconciler(int choice) {
        return reconcilers.get(choice % REPLICAS);
    }

    /** Starts beyond the first ones. */
    int restarts() {
        return apps().mapToInt(app -> app.starts() - 1).sum();
    }

    void strike(Entry entry) {
        if (entry.end()) {
            end(entry.blow(), entry.choice());
        } else {
            begin(entry.blow(), entry.choice());
        }
    }

    private void begin(Blow blow, int choice) {
        var way = apps().toList().get(choice % (2 * REPLICAS)).database();
        switch (blow) {
            case KILL_WORKER -> worker(choice).kill();
            case KILL_RECONCILER -> reconciler(choice).kill();
            case TERMINATE_WORKER -> worker(choice).terminate();
            case FREEZE_WORKER, FREEZE_WORKER_PAST_ITS_LEASE -> worker(choice).freeze();
            case FREEZE_RECONCILER -> reconciler(choice).freeze();
            case END_DATABASE_SESSIONS -> database.endSessions();
            case RESTART_DATABASE -> database.restart();
            case CRASH_DATABASE -> database.crash();
            case CUT_DATABASE -> way.cut();
            case PAUSE_DATABASE -> way.pause();
            case SLOW_DATABASE -> way.slow(SLOW_BY);
            case REFUSE_DATABASE -> way.refuse();
            case RESTART_KAFKA -> kafka.restart();
            case CRASH_KAFKA -> kafka.crash();
            case EMPTY_KAFKA -> kafka.empty();
            case CUT_KAFKA -> kafka.proxy().cut();
            case PAUSE_KAFKA -> kafka.proxy().pause();
            case SLOW_KAFKA -> kafka.proxy().slow(SLOW_BY);
            case CUT_SHOP -> shop.cut();
            case PAUSE_SHOP -> shop.pause();
            case SLOW_SHOP -> shop.slow(SLOW_BY);
            case REFUSE_SHOP -> shop.refuse();
        }
    }

    private void end(Blow blow, int choice) {
        switch (blow) {
            case FREEZE_WORKER, FREEZE_WORKER_PAST_ITS_LEASE -> worker(choice).thaw();
            case FREEZE_RECONCILER -> reconciler(choice).thaw();
            case PAUSE_DATABASE, SLOW_DATABASE, REFUSE_DATABASE ->
                apps().toList().get(choice % (2 * REPLICAS)).database().heal();
            case PAUSE_KAFKA, SLOW_KAFKA -> kafka.proxy().heal();
            case PAUSE_SHOP, SLOW_SHOP, REFUSE_SHOP -> shop.heal();
            default -> throw new IllegalArgumentException(blow + " has no end");
        }
    }

    @Override
    public void close() {
        apps().parallel().forEach(ChaosApp::close);
        shop.close();
        sandbox.close();
        kafka.close();
        database.close();
    }
}
