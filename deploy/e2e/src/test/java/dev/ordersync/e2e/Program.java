package dev.ordersync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One of the built jars as a process of its own, with its output in a file. */
final class Program implements AutoCloseable {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path LOGS = Path.of("target", "logs");
    private static final Duration STOP = Duration.ofSeconds(45);

    private final String name;
    private final int port;
    private final Process process;

    private Program(String name, int port, Process process) {
        this.name = name;
        this.port = port;
        this.process = process;
    }

    /** @param jar its path below the repository's root */
    static Program start(String name, String jar, Map<String, String> environment) {
        return start(name, freePort(), jar, environment);
    }

    /** @param port where its web server listens */
    static Program start(String name, int port, String jar, Map<String, String> environment) {
        return start(name, port, List.of("-jar", built(jar).toString()), environment);
    }

    /** Another main class of a jar. */
    static Program startMain(String name, String jar, String main, List<String> arguments) {
        var command = new ArrayList<>(List.of("-cp", built(jar).toString(), main));
        command.addAll(arguments);
        return start(name, 0, command, Map.of());
    }

    private static Path built(String jar) {
        var file = ROOT.resolve(jar);
        if (!Files.exists(file)) {
            throw new IllegalStateException(jar + " is not built; run the build with its package phase");
        }
        return file;
    }

    private static Program start(String name, int port, List<String> what, Map<String, String> environment) {
        try {
            Files.createDirectories(LOGS);
            var command = new ArrayList<String>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx512m"));
            command.addAll(what);
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(LOGS.resolve(name + ".log").toFile());
            builder.environment().putAll(environment);
            builder.environment().put("SERVER_PORT", Integer.toString(port));
            var process = builder.start();
            // Whatever becomes of the test, nothing of it stays behind.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Program(name, port, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "http://localhost:" + port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Completed when the process has ended, however it did. */
    CompletableFuture<Process> ended() {
        return process.onExit();
    }

    /** SIGKILL: it gets no chance to say anything. */
    void kill() {
        process.destroyForcibly();
        waitFor();
    }

    /** SIGSTOP: it does nothing until {@link #thaw()}, and does not know that time passes. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /** SIGTERM: it ends what it has begun, and then itself; this does not wait for it. */
    void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        terminate();
        waitFor();
    }

    private void signal(String signal) {
        if (process.isAlive()) {
            signal(process.pid(), signal);
        }
    }

    static void signal(long pid, String signal) {
        try {
            var answer = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (answer != 0) {
                throw new IllegalStateException("Process " + pid + " could not be sent " + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void waitFor() {
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(name + " did not stop within " + STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
