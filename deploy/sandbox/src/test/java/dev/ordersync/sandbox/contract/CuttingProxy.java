package dev.ordersync.sandbox.contract;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stands between the adapter and the shop, and loses the connection at one question, before or after the shop saw it. */
final class CuttingProxy implements Closeable {
    /** When it happens. */
    enum When {
        /** The shop never hears of the question. */
        BEFORE,
        /** The shop hears of it, and nobody waits for what it does. */
        DURING,
        /** The shop has answered, and nobody hears of it. */
        AFTER
    }

    /** @param what happens besides, such as the end of the shop */
    private record Cut(String question, When when, Runnable what) {}

    private static final Pattern NAME = Pattern.compile("(?:query|mutation) (\\w+)");
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: (\\d+)");

    private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final int shop;
    private final AtomicReference<@Nullable Cut> next = new AtomicReference<>();

    /** @param raw each byte a character, so that what is passed on is what came */
    private record Message(String raw) {
        String question() {
            var name = NAME.matcher(raw);
            return name.find() ? name.group(1).toLowerCase(Locale.ROOT) : "";
        }

        void writeTo(Socket socket) throws IOException {
            socket.getOutputStream().write(raw.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    CuttingProxy(int shop) throws IOException {
        this.shop = shop;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Once: the next question of this name is met by it, and none after. */
    void cuts(String question, When when, Runnable what) {
        next.set(new Cut(question, when, what));
    }

    boolean hasCut() {
        return next.get() == null;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var upstream = new Socket(InetAddress.getLoopbackAddress(), shop)) {
            var questions = new BufferedInputStream(client.getInputStream());
            var answers = new BufferedInputStream(upstream.getInputStream());
            for (var message = read(questions); message != null; message = read(questions)) {
                var cut = cutFor(message);
                if (cut != null) {
                    meet(cut, message, upstream, answers);
                    reset(client);
                    return;
                }
                message.writeTo(upstream);
                var answer = read(answers);
                if (answer == null) {
                    throw new EOFException();
                }
                answer.writeTo(client);
            }
        } catch (IOException _) {
            reset(client); // as when the shop is gone
        }
    }

    private @Nullable Cut cutFor(Message message) {
        var cut = next.get();
        return cut != null && cut.question().equals(message.question()) && next.compareAndSet(cut, null) ? cut : null;
    }

    private static void meet(Cut cut, Message message, Socket upstream, InputStream answers) throws IOException {
        if (cut.when() != When.BEFORE) {
            message.writeTo(upstream);
        }
        if (cut.when() == When.AFTER) {
            read(answers);
        }
        cut.what().run();
    }

    private static void reset(Socket client) {
        try {
            client.setSoLinger(true, 0);
            client.close();
        } catch (IOException _) {
            // It is gone already.
        }
    }

    /** A head and as much of a body as it announces; null at the end. */
    private static @Nullable Message read(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            bytes.write(next);
        }
        var length = LENGTH.matcher(bytes.toString(StandardCharsets.ISO_8859_1));
        bytes.write(in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0));
        return new Message(bytes.toString(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
