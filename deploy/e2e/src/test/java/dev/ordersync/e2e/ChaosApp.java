package dev.ordersync.e2e;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One application as it runs in production: on one port, with its own way to the database, started again when it ends. */
final class ChaosApp implements AutoCloseable {
    private final String name;
    private final String jar;
    private final Map<String, String> environment;
    private final Proxy database;
    private final int port = Program.freePort();
    private final AtomicInteger starts = new AtomicInteger();
    private volatile boolean closed;
    private volatile @Nullable Program running;

    ChaosApp(String name, String jar, Map<String, String> environment, Proxy database) {
        this.name = name;
        this.jar = jar;
        this.environment = environment;
        this.database = database;
    }

    synchronized void start() {
        if (closed) {
            return;
        }
        var started = Program.start(name + "." + starts.incrementAndGet(), port, jar, environment);
        running = started;
        var _ = started.ended().thenRunAsync(this::start);
    }

    String url() {
        return "http://localhost:" + port;
    }

    Proxy database() {
        return database;
    }

    int starts() {
        return starts.get();
    }

    void kill() {
        program().kill();
    }

    void terminate() {
        program().terminate();
    }

    void freeze() {
        program().freeze();
    }

    /** Whatever runs now goes on; it may be another process than the one that was frozen. */
    void thaw() {
        program().thaw();
    }

    private Program program() {
        var program = running;
        if (program == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return program;
    }

    @Override
    public synchronized void close() {
        closed = true;
        var program = running;
        if (program != null) {
            program.thaw();
            program.close();
        }
        database.close();
    }
}
