package dev.ordersync.launcher;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The embedded PostgreSQL. It is a process that survives this one, so whoever holds the data dir may find one that an
 * earlier quickstart left; stopping that one and stopping our own is the same act.
 */
final class Database implements Part {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);
    /** The backends of a killed server need a moment until they see it, and hold its shared memory until then. */
    private static final int START_TRIES = 5;

    private static final Duration START_PAUSE = Duration.ofSeconds(1);

    private static final String NAME = "ordersync";

    private final Path dir;
    private final Path binaries;
    private final Redirect log;
    private final int port;

    Database(DataDir data, int port) {
        this.dir = data.folder("postgres").resolve("data");
        this.binaries = data.folder("postgres").resolve("binaries");
        this.log = Redirect.appendTo(data.log("postgres").toFile());
        this.port = port;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://localhost:%d/%s".formatted(port, NAME);
    }

    static String user() {
        return "postgres";
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public boolean isUp() {
        return Ports.answers(port);
    }

    @Override
    public boolean hasEnded() {
        return server().isEmpty();
    }

    @Override
    public void start() {
        stop();
        try {
            forgetDeadOne();
            ensureDatabase(startedServer());
        } catch (IOException | SQLException e) {
            throw new UserError("PostgreSQL does not start: %s (see logs/postgres.log)".formatted(e.getMessage()));
        }
    }

    private EmbeddedPostgres startedServer() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return EmbeddedPostgres.builder()
                        .setDataDirectory(dir)
                        .setCleanDataDirectory(false)
                        .setOverrideWorkingDirectory(binaries.toFile())
                        .setRegisterShutdownHook(false)
                        .setPort(port)
                        .setPGStartupWait(START_TIMEOUT)
                        // The library is made for tests and trades durability for speed; an order acknowledged here
                        // stays.
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("listen_addresses", "localhost")
                        .setServerConfig("shared_buffers", "128MB")
                        .setOutputRedirector(log)
                        .setErrorRedirector(log)
                        .start();
            } catch (IOException | IllegalStateException e) {
                if (attempt == START_TRIES) {
                    throw new IOException(e.getMessage(), e);
                }
                Pause.of(START_PAUSE);
            }
        }
    }

    private static void ensureDatabase(EmbeddedPostgres server) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            boolean exists;
            try (var rows = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
                exists = rows.next();
            }
            if (!exists) {
                statement.execute("CREATE DATABASE " + NAME);
            }
        }
    }

    /** Stops the server of this data dir, whoever started it; sessions are ended, nothing committed is lost. */
    @Override
    public void stop() {
        server().ifPresent(server -> {
            interrupt(server);
            if (!Leftovers.awaitEnd(server, STOP_TIMEOUT)) {
                server.descendants().forEach(ProcessHandle::destroyForcibly);
                server.destroyForcibly();
                Leftovers.awaitEnd(server, KILL_TIMEOUT);
            }
        });
    }

    /** SIGINT is PostgreSQL's fast shutdown; SIGTERM, which Java could send by itself, waits for sessions to end. */
    private static void interrupt(ProcessHandle server) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor(KILL_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its id may have been given to another process since: only a server of this very directory counts. */
    private Optional<ProcessHandle> server() {
        Path file = dir.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Files.readString(file)
                    .lines()
                    .findFirst()
                    .filter(line -> line.matches("\\d{1,18}"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
                    .filter(process -> process.info()
                            .commandLine()
                            .filter(line -> line.contains(dir.toString()))
                            .isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PostgreSQL refuses to start while the file names a living process, even one that has nothing to do with it. */
    private void forgetDeadOne() throws IOException {
        if (server().isEmpty()) {
            Files.deleteIfExists(dir.resolve("postmaster.pid"));
        }
    }
}
