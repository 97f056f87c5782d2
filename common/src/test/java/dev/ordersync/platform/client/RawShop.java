package dev.ordersync.platform.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A shop on a bare socket, scripted connection by connection. It counts the POSTs whose head arrived and those that
 * arrived whole, by idempotency key: that is the truth which a verdict of the client is held against.
 */
public final class RawShop implements AutoCloseable {
    /** What the shop does with one connection; when it returns, the connection is closed by FIN. */
    @FunctionalInterface
    public interface Script {
        void serve(RawConnection connection) throws IOException;
    }

    private static final int BACKLOG = 512;

    private final ServerSocket server;
    private final String scheme;
    private final Script script;
    private final Thread accepting;
    private final Map<String, Integer> begun = new ConcurrentHashMap<>();
    private final Map<String, Integer> whole = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);

    public RawShop(Script script) throws IOException {
        this(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), "http", script);
    }

    RawShop(ServerSocket server, String scheme, Script script) {
        this.server = server;
        this.scheme = scheme;
        this.script = script;
        this.accepting = Thread.ofVirtual().start(this::accept);
    }

    /** A shop that keeps its connections and answers each request with the raw text that the function gives. */
    public static RawShop answering(Function<RawConnection.Seen, String> answers) throws IOException {
        return new RawShop(connection -> {
            for (var seen = connection.read(); seen != null; seen = connection.read()) {
                connection.write(answers.apply(seen));
            }
        });
    }

    /** A whole answer with its length. */
    public static String answer(int status, String contentType, String body, String... headers) {
        return "HTTP/1.1 " + status + " Status\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n"
                + String.join("", Arrays.stream(headers).map(h -> h + "\r\n").toList()) + "\r\n" + body;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket, number));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            script.serve(new RawConnection(socket, new BufferedInputStream(socket.getInputStream()), number, this));
        } catch (IOException _) {
            // The client went away, as it may.
        } finally {
            open.remove(socket);
        }
    }

    void begun(String key) {
        begun.merge(key, 1, Integer::sum);
    }

    void whole(String key) {
        whole.merge(key, 1, Integer::sum);
    }

    /** POSTs with the key whose head arrived. */
    public int begunPosts(String key) {
        return begun.getOrDefault(key, 0);
    }

    /** POSTs with the key that arrived whole. */
    public int posts(String key) {
        return whole.getOrDefault(key, 0);
    }

    public int posts() {
        return whole.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int connections() {
        return connections.get();
    }

    int openConnections() {
        return open.size();
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url() {
        return url("localhost");
    }

    String url(String host) {
        return scheme + "://" + host + ":" + port();
    }

    /** Waits for the end of the test, at most so long. */
    boolean isClosedWithin(Duration time) throws IOException {
        try {
            return closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** When it returns, nobody gets in any more: until its thread has left {@code accept}, a server socket still lets one in. */
    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        for (var socket : open) {
            socket.close();
        }
    }
}
