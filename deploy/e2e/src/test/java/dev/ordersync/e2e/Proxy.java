package dev.ordersync.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The network between two processes, as bad as wanted: it passes bytes both ways until told to cut, pause, slow or refuse. */
final class Proxy implements AutoCloseable {
    /** More than every pool and client of the system opens; beyond it a connection is dropped. */
    private static final int MAX_CONNECTIONS = 1_000;

    private static final int CHUNK = 16 * 1024;
    private static final int BACKLOG = 100;
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(10);
    private static final CountDownLatch OPEN = new CountDownLatch(0);
    /** Never counted down: waiting for it is waiting for a time. */
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    /** Bound and never used: keeps the port ours while nobody listens, or a connection of anyone's could be given it. */
    private final Socket holder = new Socket();

    private final int port;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch gate = OPEN;
    private volatile Duration delay = Duration.ZERO;
    private volatile @Nullable ServerSocket server;
    private volatile @Nullable Thread acceptor;

    Proxy(int target) {
        this.target = target;
        try {
            holder.setReuseAddress(true);
            holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.port = holder.getLocalPort();
        admit();
    }

    int port() {
        return port;
    }

    /** Resets every connection; new ones are let in. */
    void cut() {
        sockets.forEach(Proxy::reset);
        sockets.clear();
    }

    /** Bytes wait until {@link #resume()}, and so does who sent them. */
    void pause() {
        gate = new CountDownLatch(1);
    }

    void resume() {
        gate.countDown();
        gate = OPEN;
    }

    /** Holds up every chunk of bytes, in both directions. Zero: no more. */
    void slow(Duration by) {
        delay = by;
    }

    /** Resets every connection, and nobody listens until {@link #admit()}. */
    void refuse() {
        closeServer();
        cut();
    }

    void admit() {
        // A process that is being started holds a copy of what was open at that moment, of our last socket too.
        await("port " + port + " is free")
                .atMost(CLOSED_WITHIN)
                .ignoreExceptionsInstanceOf(BindException.class)
                .until(this::listen);
    }

    private boolean listen() throws IOException {
        var listening = new ServerSocket();
        try {
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            listening.close();
            throw e;
        }
        server = listening;
        acceptor = Thread.ofPlatform().daemon().name("proxy-" + port).start(() -> accept(listening));
        return true;
    }

    /** All faults end. */
    void heal() {
        resume();
        slow(Duration.ZERO);
        var listening = server;
        if (listening == null || listening.isClosed()) {
            admit();
        }
    }

    @Override
    public void close() {
        refuse();
        resume();
        end(holder);
    }

    /** A thread in {@code accept} keeps the closed socket listening until it has woken up, so its end is awaited. */
    private void closeServer() {
        var listening = server;
        var accepting = acceptor;
        try {
            if (listening != null) {
                listening.close();
            }
            if (accepting != null && !accepting.join(CLOSED_WITHIN)) {
                throw new IllegalStateException("Port " + port + " is still listened to");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                connect(listening.accept());
            } catch (SocketException _) {
                return; // closed: nobody is let in any more
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void connect(Socket client) {
        var upstream = new Socket();
        sockets.add(client);
        sockets.add(upstream);
        Thread.ofVirtual().start(() -> {
            try {
                if (sockets.size() > 2 * MAX_CONNECTIONS) {
                    throw new IOException("too many connections");
                }
                upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> pass(upstream, client));
                pass(client, upstream);
            } catch (IOException _) {
                end(client, upstream); // the target is away: the client sees its connection end
            }
        });
    }

    private void pass(Socket from, Socket to) {
        var chunk = new byte[CHUNK];
        try {
            for (int length; (length = from.getInputStream().read(chunk)) > 0; ) {
                gate.await();
                if (delay.isPositive()) {
                    boolean _ = NEVER.await(delay.toNanos(), TimeUnit.NANOSECONDS);
                }
                to.getOutputStream().write(chunk, 0, length);
            }
        } catch (IOException _) {
            // Either side is gone, which is what the other learns now.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(from, to);
        }
    }

    private void end(Socket... both) {
        for (var socket : both) {
            sockets.remove(socket);
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Without lingering a close says "reset" to the other side. */
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (SocketException _) {
            // Closed by its own side in the meantime.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
