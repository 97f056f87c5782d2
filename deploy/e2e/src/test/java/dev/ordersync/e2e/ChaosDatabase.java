package dev.ordersync.e2e;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL of its own, on one port and one folder, that can be stopped and started again. */
final class ChaosDatabase implements AutoCloseable {
    static final String USER = "postgres";
    /** Local connections are trusted. */
    static final String PASSWORD = "postgres";

    private static final String MAX_CONNECTIONS = "200";
    private static final long STOP_SECONDS = 30;
    /** The backends of a stopped server hold its shared memory for a moment. */
    private static final int START_TRIES = 5;

    private final Path folder;
    private final int port = Program.freePort();
    private EmbeddedPostgres running;

    ChaosDatabase(Path folder) {
        this.folder = folder;
        this.running = start();
    }

    int port() {
        return port;
    }

    static String url(int port) {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    /** Ends every session but the one that does it. */
    void endSessions() {
        query("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                + " AND backend_type = 'client backend'");
    }

    /** Events that wait to be relayed. */
    long outbox() {
        return query("SELECT count(*) FROM outbox");
    }

    /** Sessions are ended, and the server writes all down before it goes. */
    void restart() {
        stop("INT");
    }

    /** The server drops dead, and recovers from its log when it starts. */
    void crash() {
        stop("QUIT");
    }

    private void stop(String signal) {
        try {
            var pid = Long.parseLong(Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"))
                    .getFirst());
            var server = ProcessHandle.of(pid).orElseThrow();
            Program.signal(pid, signal);
            server.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running = start();
    }

    private EmbeddedPostgres start() {
        for (int left = START_TRIES; ; left--) {
            try {
                return EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("data"))
                        .setCleanDataDirectory(false)
                        .setPort(port)
                        .setServerConfig("max_connections", MAX_CONNECTIONS)
                        .setServerConfig("fsync", "off") // processes die here, not the machine
                        .start();
            } catch (IOException | IllegalStateException e) {
                if (left <= 1) {
                    throw new IllegalStateException("PostgreSQL does not start", e);
                }
            }
        }
    }

    private long query(String sql) {
        try (var connection = DriverManager.getConnection(url(port), USER, PASSWORD);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
