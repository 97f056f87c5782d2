package dev.ordersync.incident;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** An SMTP server that takes every mail but those to one recipient. */
final class RefusingSmtp implements AutoCloseable {
    private static final int BACKLOG = 10;

    private final ServerSocket server;
    private final String refusedRecipient;
    private final int code;
    private final AtomicInteger refused = new AtomicInteger();

    RefusingSmtp(String refusedRecipient, int code) throws IOException {
        this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        this.refusedRecipient = refusedRecipient;
        this.code = code;
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    int refused() {
        return refused.get();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                talk(socket);
            } catch (IOException _) {
                // The client hung up, or the test is over.
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        say(socket, "220 ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            var command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("RCPT") && line.contains(refusedRecipient)) {
                refused.incrementAndGet();
                say(socket, code + " no");
            } else if (command.startsWith("DATA")) {
                say(socket, "354 go on");
                while (!".".equals(in.readLine())) {
                    // The mail itself does not matter.
                }
                say(socket, "250 taken");
            } else if (command.startsWith("QUIT")) {
                say(socket, "221 bye");
                return;
            } else {
                say(socket, "250 fine");
            }
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
