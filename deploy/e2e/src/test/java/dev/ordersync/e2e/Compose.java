package dev.ordersync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The repository's {@code docker-compose.yml} under a project name and ports of its own. */
final class Compose implements AutoCloseable {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path LOG = Path.of("target", "logs", "compose.log").toAbsolutePath();
    private static final Duration COMMAND = Duration.ofMinutes(1);
    private static final Duration UP = Duration.ofMinutes(15);

    private final List<String> command;
    private final Map<String, String> environment;

    private Compose(List<String> command, Map<String, String> environment) {
        this.command = command;
        this.environment = environment;
    }

    /** @return the command to use; empty where no engine answers or no Compose is installed */
    static List<String> command() {
        if (run(COMMAND, Map.of(), List.of("docker", "info")) != 0) {
            return List.of();
        }
        return Stream.of(List.of("docker", "compose"), List.of("docker-compose"))
                .filter(candidate -> run(COMMAND, Map.of(), with(candidate, "version")) == 0)
                .findFirst()
                .orElse(List.of());
    }

    /** Builds the images and starts everything, as a user would. */
    static Compose up(List<String> command, Map<String, String> environment) {
        var compose = new Compose(
                with(
                        command,
                        "-p",
                        "order-sync-e2e",
                        "-f",
                        ROOT.resolve("docker-compose.yml").toString()),
                environment);
        compose.must("down", "-v", "--remove-orphans"); // what a killed run left
        compose.must("up", "-d", "--build");
        return compose;
    }

    /** Runs a command inside a service's container. */
    boolean succeeds(String service, String... inside) {
        return run(COMMAND, environment, with(with(command, "exec", "-T", service), inside)) == 0;
    }

    private void must(String... arguments) {
        if (run(UP, environment, with(command, arguments)) != 0) {
            throw new IllegalStateException("docker compose " + String.join(" ", arguments) + " failed, see " + LOG);
        }
    }

    @Override
    public void close() {
        run(COMMAND, environment, with(command, "logs", "--no-color", "--tail", "200"));
        must("down", "-v");
    }

    private static List<String> with(List<String> command, String... more) {
        var longer = new ArrayList<>(command);
        longer.addAll(List.of(more));
        return longer;
    }

    /** @return its exit status; -1 where there is no such program, or it took too long */
    private static int run(Duration atMost, Map<String, String> environment, List<String> command) {
        try {
            Files.createDirectories(LOG.getParent());
            var builder = new ProcessBuilder(command)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()));
            builder.environment().putAll(environment);
            var process = builder.start();
            if (process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            return -1;
        } catch (IOException e) {
            if (Files.exists(LOG)) {
                return -1; // no such program
            }
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
