package dev.ordersync.sandbox.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The real shop, one for all tests of this JVM, on a PostgreSQL of its own: started, killed, and started again with what it
 * had written. Its tables tell what is true, whatever its API says.
 */
final class VendureServer {
    private static final List<String> FILES = List.of("config.js", "populate.js", "index.js", "products.csv");
    private static final int PATIENCE_SECONDS = 120;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static @Nullable VendureServer running;
    private static @Nullable String whyNot;

    private final Path modules;
    private final Path folder = Path.of("target", "vendure").toAbsolutePath();
    private final EmbeddedPostgres database;
    private final int port;
    private @Nullable Process process;

    private VendureServer(Path modules) throws IOException {
        this.modules = modules;
        this.database = EmbeddedPostgres.builder().start();
        this.port = freePort();
        Files.createDirectories(folder);
        for (var file : FILES) {
            VendureInstall.copy(file, folder);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
        if (ended("populate.js", start("populate.js", "unique")) != 0) {
            throw new AssertionError(Files.readString(folder.resolve("populate.js.log")));
        }
        restart("unique");
    }

    /** Skips the test where there can be none, which is found out once: a registry that is away takes its time. */
    static synchronized VendureServer running() {
        if (whyNot != null) {
            throw new TestAbortedException(whyNot);
        }
        if (running == null) {
            try {
                running = new VendureServer(VendureInstall.modules());
            } catch (TestAbortedException e) {
                whyNot = String.valueOf(e.getMessage());
                throw e;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** At once, as by a power cut. */
    synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            ended("Vendure", process);
        }
    }

    boolean isUp() {
        return process != null && process.isAlive();
    }

    void restart() {
        restart("unique");
    }

    /** @param fields which custom fields its orders have: {@code unique}, {@code plain} or {@code none} */
    synchronized void restart(String fields) {
        kill();
        try {
            process = start("index.js", fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(PATIENCE_SECONDS, SECONDS).until(this::isHealthy);
    }

    private Process start(String script, String fields) throws IOException {
        var builder = new ProcessBuilder("node", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(script + ".log").toFile()));
        var environment = builder.environment();
        environment.put("NODE_PATH", modules.toString());
        environment.put("VENDURE_DISABLE_TELEMETRY", "1");
        environment.put("SHOP_PORT", Integer.toString(port));
        environment.put("SHOP_FIELDS", fields);
        environment.put("SHOP_DATABASE", "postgres://postgres:postgres@localhost:" + database.getPort() + "/postgres");
        return builder.start();
    }

    private boolean isHealthy() {
        if (!isUp()) {
            throw new AssertionError("Vendure ended; see " + folder.resolve("index.js.log"));
        }
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false; // not up yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static int ended(String what, Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
                throw new AssertionError(what + " did not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The state of each order with the reference in the shop's own table, by its id. */
    Map<Integer, String> orders(String reference) {
        var orders = new TreeMap<Integer, String>();
        try (var connection = database.getPostgresDatabase().getConnection();
                var query = connection.prepareStatement(
                        "SELECT id, state FROM \"order\" WHERE \"customFieldsExternalid\" = ?")) {
            query.setString(1, reference);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    orders.put(rows.getInt("id"), rows.getString("state"));
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return orders;
    }

    /** How much of the product orders hold. */
    int allocated(String sku) {
        return number("SELECT sum(l.\"stockAllocated\") FROM stock_level l JOIN product_variant v"
                + " ON v.id = l.\"productVariantId\" WHERE v.sku = '" + sku + "'");
    }

    /** Orders in whatever state, with or without a reference. */
    int all() {
        return number("SELECT count(*) FROM \"order\"");
    }

    private int number(String sql) {
        try (var connection = database.getPostgresDatabase().getConnection();
                var query = connection.createStatement();
                var rows = query.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
