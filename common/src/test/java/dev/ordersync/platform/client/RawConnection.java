package dev.ordersync.platform.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link RawShop}: reads requests, writes bytes, and closes as rudely as the script wants. */
public final class RawConnection {
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private final Socket socket;
    private final BufferedInputStream in;
    private final int number;
    private final RawShop shop;

    /** A request that arrived whole; names of headers are in lower case. */
    public record Seen(String method, String path, Map<String, String> headers, String body) {}

    RawConnection(Socket socket, BufferedInputStream in, int number, RawShop shop) {
        this.socket = socket;
        this.in = in;
        this.number = number;
        this.shop = shop;
    }

    /** Counts from 1, in the order of connecting. */
    public int number() {
        return number;
    }

    /** The next request, read whole; null when the client has closed. */
    public @Nullable Seen read() throws IOException {
        var head = readHead();
        if (head == null) {
            return null;
        }
        var body = in.readNBytes(Integer.parseInt(head.headers().getOrDefault("content-length", "0")));
        if (head.method().equals("POST")) {
            shop.whole(key(head));
        }
        return new Seen(head.method(), head.path(), head.headers(), new String(body, StandardCharsets.UTF_8));
    }

    /** The next request's head, without its body; null when the client has closed. */
    public @Nullable Seen readHead() throws IOException {
        var text = new ByteArrayOutputStream();
        while (!endsWithBlankLine(text)) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            text.write(next);
        }
        var lines = text.toString(StandardCharsets.UTF_8).split("\r\n", -1);
        var start = lines[0].split(" ", -1);
        var headers = new TreeMap<String, String>();
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            var parts = lines[i].split(": ", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
        }
        var seen = new Seen(start[0], start[1], headers, "");
        if (seen.method().equals("POST")) {
            shop.begun(key(seen));
        }
        return seen;
    }

    /** Waits until a request begins to arrive, and reads no more than its first byte. */
    public void firstByte() throws IOException {
        in.mark(1);
        int first = in.read();
        if (first >= 0) {
            in.reset();
        }
    }

    private static boolean endsWithBlankLine(ByteArrayOutputStream text) {
        int size = text.size();
        return size >= 4 && text.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n");
    }

    private static String key(Seen seen) {
        return seen.headers().getOrDefault("idempotency-key", "");
    }

    public void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Reads a request and answers with raw text. */
    public void answerNext(String text) throws IOException {
        if (read() != null) {
            write(text);
        }
    }

    /** Closes by RST. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Says nothing more until the test is over. */
    public void silence() throws IOException {
        if (!shop.isClosedWithin(LONGEST_SILENCE)) {
            throw new IOException("The test is not over after " + LONGEST_SILENCE);
        }
    }

    /** Waits without a word; false once the test is over. A client that has gone shows at the next write. */
    public boolean pause(Duration pause) throws IOException {
        return !shop.isClosedWithin(pause);
    }
}
