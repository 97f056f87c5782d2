package dev.ordersync.scenario.simulation;

import dev.ordersync.order.Shard;
import dev.ordersync.order.StoreKey;
import dev.ordersync.runtime.ShardOwner;
import dev.ordersync.store.PolicyJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Two workers and two reconcilers, the stores that they serve, and who owns which. */
final class Fleet {
    private static final int PARTITIONS = 2;
    /** A silent leader's session ends by itself. */
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(10);

    private final Life life;
    private final Map<String, SimulatedWorker> workers = new TreeMap<>();
    private final Map<String, SimulatedReconciler> reconcilers = new TreeMap<>();
    private final Map<String, List<Integer>> assignments = new TreeMap<>();
    private final Map<String, Duration> skews = new TreeMap<>();
    private final Map<String, Instant> frozenSince = new TreeMap<>();

    Fleet(Life life) {
        this.life = life;
        life.storeKeys().forEach(this::saveStore);
        for (var name : names()) {
            skews.put(name, life.profile().replicaSkew() ? skew() : Duration.ZERO);
            assignments.put(name, List.of(name.endsWith("a") ? 0 : 1));
        }
        names().forEach(this::start);
    }

    private static List<String> names() {
        return List.of("worker-a", "worker-b", "reconciler-a", "reconciler-b");
    }

    /** Mostly what a replica may have, sometimes what must stop it. */
    private Duration skew() {
        return life.random().nextInt(4) == 0
                ? Duration.ofSeconds(life.random().nextInt(1_800) - 900)
                : Duration.ofMillis(life.random().nextInt(1_800) - 900);
    }

    private void saveStore(String key) {
        life.database()
                .oracle()
                .sql("""
                     INSERT INTO stores (key, shard, platform, base_url, credentials, alert_emails, policy, state_since,
                         last_verified, shop_id, created_at, clock_skew_ms)
                     VALUES (:key, :shard, 'http', 'https://shop.example', :credentials, '{}', CAST(:policy AS jsonb), :now,
                         :now, :shop, :now, :skew)
                     """)
                .param("key", key)
                .param("shard", Shard.of(new StoreKey(key)))
                .param(
                        "credentials",
                        Life.cipher().encrypt(Map.of("bearerToken", "t", "webhookSecret", SimulatedWebhooks.secret())))
                .param("policy", JsonMapper.shared().writeValueAsString(PolicyJson.of(life.policy())))
                .param("shop", life.books(key).id())
                .param("now", life.now().atOffset(ZoneOffset.UTC))
                .param("skew", life.profile().shopSkew().toMillis())
                .update();
    }

    void start(String name) {
        var skew = skews.getOrDefault(name, Duration.ZERO);
        if (name.startsWith("worker")) {
            workers.put(name, new SimulatedWorker(life, name, skew));
        } else {
            reconcilers.put(name, new SimulatedReconciler(life, name, skew));
        }
        assign(name);
    }

    List<String> missing() {
        return names().stream()
                .filter(name -> !workers.containsKey(name) && !reconcilers.containsKey(name))
                .toList();
    }

    List<SimulatedProcess> processes() {
        return Stream.<SimulatedProcess>concat(workers.values().stream(), reconcilers.values().stream())
                .toList();
    }

    List<SimulatedProcess> awake() {
        return processes().stream().filter(process -> !process.isFrozen()).toList();
    }

    List<SimulatedWorker> awakeWorkers() {
        return workers.values().stream().filter(worker -> !worker.isFrozen()).toList();
    }

    List<SimulatedReconciler> awakeReconcilers() {
        return reconcilers.values().stream()
                .filter(reconciler -> !reconciler.isFrozen())
                .toList();
    }

    void kill(SimulatedProcess process) {
        life.trace(process.name, "is killed");
        workers.remove(process.name);
        reconcilers.remove(process.name);
        frozenSince.remove(process.name);
        process.kill();
    }

    void killAll() {
        processes().forEach(SimulatedProcess::kill);
    }

    void freeze(SimulatedProcess process) {
        life.trace(process.name, "freezes");
        frozenSince.put(process.name, life.now());
        process.freeze(true);
    }

    void thaw(SimulatedProcess process) {
        life.trace(process.name, "goes on");
        frozenSince.remove(process.name);
        process.freeze(false);
    }

    /** The servers end sessions that were silent for too long, and Kafka gives its partitions to the other one. */
    void endSilentSessions() {
        frozenSince.forEach((name, since) -> {
            if (!since.plus(IDLE_TIMEOUT).isAfter(life.now())) {
                life.database().unlock(name);
                takeOver(name.endsWith("a") ? name.replace("-a", "-b") : name.replace("-b", "-a"));
            }
        });
    }

    /** The one that is silent does not know, and goes on where it was when it wakes. */
    private void takeOver(String name) {
        var all = List.of(0, 1);
        if (!all.equals(assignments.put(name, all))) {
            life.trace("kafka", "gives all to " + name);
            assign(name);
        }
    }

    /** Who owns what changes; for a while both of a kind may own a shard, or none. */
    void rebalance(boolean cleanly) {
        for (var name : names()) {
            var owned = new ArrayList<Integer>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                boolean regular = name.endsWith(partition == 0 ? "a" : "b");
                if (cleanly ? regular : life.random().nextInt(100) < 60) {
                    owned.add(partition);
                }
            }
            assignments.put(name, owned);
            assign(name);
        }
        life.trace("kafka", "assigns " + assignments);
    }

    private void assign(String name) {
        var owned = assignments.getOrDefault(name, List.of());
        var worker = workers.get(name);
        var reconciler = reconcilers.get(name);
        if (worker != null) {
            tell(worker.owner(), owned);
        }
        if (reconciler != null) {
            tell(reconciler.owner(), owned);
        }
    }

    private static void tell(ShardOwner owner, List<Integer> owned) {
        owner.assigned(owned, PARTITIONS);
    }

    /** All are back, with right clocks and each its share. */
    void recovers() {
        processes().stream().filter(SimulatedProcess::isFrozen).forEach(this::thaw);
        // A replica whose clock is wrong is set right by a restart.
        processes().stream().filter(process -> !process.clockTrusted()).forEach(this::kill);
        skews.replaceAll((_, _) -> Duration.ZERO);
        missing().forEach(this::start);
        rebalance(true);
    }
}
