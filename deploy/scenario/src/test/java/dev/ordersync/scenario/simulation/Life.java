package dev.ordersync.scenario.simulation;

import dev.ordersync.platform.Shop;
import dev.ordersync.store.CredentialCipher;
import dev.ordersync.store.StoreDirectory;
import dev.ordersync.store.StorePolicy;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One life of the system, wholly drawn from its seed: a stretch of trouble, then calm until nothing is due any more. One
 * scheduler decides who takes the next step; a step ends where a statement or a remote call begins or ends.
 */
final class Life implements SimulatedDatabase.Hook {
    static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    /** Nothing may park here: the directory holds its monitor while it reads. */
    private static final String DIRECTORY = "SELECT id, key, shard, platform";

    /**
     * Where production takes orders that are due at the same instant as their rows lie: that would hang on what else the
     * server does.
     */
    private static final Pattern TIES = Pattern.compile("ORDER BY p\\.due_at\\n");

    private static final String BY_ID = "ORDER BY p.due_at, p.id\n";

    private static final CredentialCipher CIPHER = new CredentialCipher("a key for tests only");

    private final SimulatedDatabase database;
    private final long seed;
    private final Random random;
    private final @Nullable PlantedBug bug;
    private final Trace trace = new Trace(START);
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, ShopBooks> shops = new LinkedHashMap<>();
    private final SimulatedLog log = new SimulatedLog(this);
    private final SimulatedWebhooks webhooks = new SimulatedWebhooks(this);
    private final Oracle oracle = new Oracle(this);
    private final Fleet fleet;
    private final Duration longestLag;
    private Profile profile;
    private Instant now = START;
    private @Nullable Fiber running;
    private @Nullable SimulatedProcess runningIn;
    private int databaseFaults;
    private int bugApplied;

    Life(long seed, @Nullable PlantedBug bug, SimulatedDatabase database) {
        this.database = database;
        this.seed = seed;
        this.random = new Random(seed);
        this.bug = bug;
        this.profile = Profile.draw(random);
        this.longestLag = profile.lag();
        database.begin(this);
        for (int i = 0; i < profile.stores(); i++) {
            var store = "store-" + i;
            shops.put(store, new ShopBooks("shop-" + i, profile.shopSkew(), copy -> webhooks.changed(store, copy)));
        }
        this.fleet = new Fleet(this);
    }

    /** Lives it. */
    LifeResult live() {
        try {
            new Trouble(this, fleet).happens();
            profile = profile.calm();
            new Calm(this, fleet).settles();
        } catch (Stopped _) {
            // a promise was broken: no need to see more
        } finally {
            fleet.killAll();
        }
        var violation = violations.isEmpty() ? null : violations.getFirst();
        var audit = violation == null || violation.order().isEmpty()
                ? List.<String>of()
                : new BookCheck(this).history(violation.order());
        return new LifeResult(seed, violation, trace, audit, oracle.posts(), bugApplied > 0, 0);
    }

    /** Ends a life whose check failed. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("stopped", null, false, false);
        }
    }

    // --- chance and time ---

    Random random() {
        return random;
    }

    Profile profile() {
        return profile;
    }

    /** How late the shops' lists ever were. */
    Duration longestLag() {
        return longestLag;
    }

    StorePolicy policy() {
        return profile.policy();
    }

    boolean happens(Chance chance) {
        return happens(chance, 1);
    }

    /** So many times rarer than elsewhere. */
    boolean happens(Chance chance, int rarer) {
        return happens(profile.chance(chance) / rarer);
    }

    boolean happens(int perMille) {
        return perMille > 0 && random.nextInt(1000) < perMille;
    }

    Duration upTo(Duration most) {
        return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
    }

    Instant now() {
        return now;
    }

    void advance(Duration by) {
        now = now.plus(by).plusMillis(1);
        shops.values().forEach(shop -> shop.proceed(now));
    }

    // --- fibers ---

    /** Lets a fiber run until it parks or ends. */
    void run(SimulatedProcess process, Fiber fiber) {
        running = fiber;
        runningIn = process;
        fiber.resume();
        running = null;
        runningIn = null;
        if (fiber.failure() != null && !isOurFault(fiber.failure())) {
            trace(fiber.name(), "failed: " + fiber.failure());
            violated("error", "", fiber.name() + ": " + fiber.failure());
        }
        if (!violations.isEmpty()) {
            throw new Stopped();
        }
    }

    void kill(SimulatedProcess process, Fiber fiber) {
        running = fiber;
        runningIn = process;
        fiber.kill();
        running = null;
        runningIn = null;
    }

    Fiber running() {
        if (running == null) {
            throw new IllegalStateException("Nothing runs");
        }
        return running;
    }

    String processOfRunning() {
        return runningIn == null ? "nobody" : runningIn.name;
    }

    /** What runs waits for this long; others go on. */
    void passes(Duration time) {
        running().park(now.plus(time));
    }

    private static boolean isOurFault(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Injected) {
                return true;
            }
        }
        return false;
    }

    // --- statements ---

    private static final class Injected extends SQLException {
        private static final long serialVersionUID = 1;

        Injected(String when) {
            super("the connection was lost " + when, "08006");
        }
    }

    @Override
    public String rewrite(String sql) {
        if (bug == null) {
            return TIES.matcher(sql).replaceAll(BY_ID);
        }
        var rewritten = bug.rewrite(sql);
        bugApplied += rewritten.equals(sql) ? 0 : 1;
        return TIES.matcher(rewritten).replaceAll(BY_ID);
    }

    @Override
    public void before(String sql) throws SQLException {
        boundary(sql, "before");
    }

    @Override
    public void after(String sql) throws SQLException {
        boundary(sql, "after");
    }

    private void boundary(String sql, String when) throws SQLException {
        if (running == null) {
            return;
        }
        if (running.isKilled()) {
            throw new Fiber.Killed();
        }
        if (happens(Chance.DATABASE_FAULT)) {
            databaseFaults++;
            trace(running.name(), "loses its connection " + when + " " + firstLine(sql));
            throw new Injected(when);
        }
        if (happens(Chance.PREEMPT) && !sql.startsWith(DIRECTORY)) {
            running.park(now);
        }
    }

    private static String firstLine(String sql) {
        return sql.strip().lines().findFirst().orElse("");
    }

    int databaseFaults() {
        return databaseFaults;
    }

    // --- the world ---

    SimulatedDatabase database() {
        return database;
    }

    boolean bugAt(Seam seam) {
        boolean here = bug != null && bug.seam() == seam;
        bugApplied += here ? 1 : 0;
        return here;
    }

    SimulatedLog log() {
        return log;
    }

    SimulatedWebhooks webhooks() {
        return webhooks;
    }

    Oracle oracle() {
        return oracle;
    }

    List<ShopBooks> shops() {
        return List.copyOf(shops.values());
    }

    List<String> storeKeys() {
        return List.copyOf(shops.keySet());
    }

    ShopBooks shop(Shop shop) {
        return books(shop.storeKey());
    }

    ShopBooks books(String store) {
        var books = shops.get(store);
        if (books == null) {
            throw new IllegalArgumentException("No store " + store);
        }
        return books;
    }

    StoreDirectory newDirectory() {
        var directory = new StoreDirectory(database.jdbc(), CIPHER);
        directory.refresh();
        return directory;
    }

    static CredentialCipher cipher() {
        return CIPHER;
    }

    @Nullable
    String someCopy(String store) {
        var all = books(store).all();
        return all.isEmpty()
                ? null
                : all.get(random.nextInt(all.size())).copy().id().value();
    }

    void trace(String actor, String what) {
        trace.add(now, actor, what);
    }

    void violated(String check, String order, String detail) {
        trace(check, "VIOLATED " + order + " " + detail);
        violations.add(new Violation(check, order, detail));
    }

    /** For checks outside of any fiber. */
    void stopIfViolated() {
        if (!violations.isEmpty()) {
            throw new Stopped();
        }
    }
}
