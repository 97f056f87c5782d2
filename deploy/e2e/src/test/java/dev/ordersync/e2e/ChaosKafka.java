package dev.ordersync.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** A Kafka of its own as a process: it can be killed, stopped, and come back with nothing. Clients come through a proxy. */
final class ChaosKafka implements AutoCloseable {
    private static final Duration UP_WITHIN = Duration.ofMinutes(2);

    private final Clock clock = Clock.systemUTC();
    private final Path folder;
    private final int port = Program.freePort();
    private final int controllerPort = Program.freePort();
    private final Proxy proxy = new Proxy(port);
    private Program node;
    private int starts;
    private Instant emptiedAt = Instant.EPOCH;

    ChaosKafka(Path folder) {
        this.folder = folder;
        this.node = start();
    }

    String bootstrapServers() {
        return "localhost:" + proxy.port();
    }

    Proxy proxy() {
        return proxy;
    }

    /** When it last came back empty. */
    Instant emptiedAt() {
        return emptiedAt;
    }

    void restart() {
        node.close();
        node = start();
    }

    void crash() {
        node.kill();
        node = start();
    }

    /** It comes back without topics, records, offsets and groups: another cluster at the same address. */
    void empty() {
        node.kill();
        delete(folder.resolve("log"));
        node = start();
        emptiedAt = clock.instant();
    }

    private Program start() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var started = Program.startMain(
                "chaos-kafka." + ++starts,
                "deploy/launcher/target/launcher.jar",
                "dev.ordersync.launcher.KafkaNode",
                List.of(
                        folder.toString(),
                        Integer.toString(port),
                        Integer.toString(controllerPort),
                        Integer.toString(proxy.port())));
        await("Kafka").atMost(UP_WITHIN).until(() -> answers(port));
        return started;
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        proxy.close();
        node.close();
    }
}
