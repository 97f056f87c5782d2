package dev.ordersync.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processes that a quickstart started, written down so that the next one can end what a killed one left behind. A
 * process id alone would not do, since the system gives it out again: the time of the process's start goes with it.
 */
final class Leftovers {

    private static final Duration END_TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18}) (\\S+)");
    private static final String SUFFIX = ".pid";

    private final Path folder;

    Leftovers(Path folder) {
        this.folder = folder;
    }

    void remember(String name, ProcessHandle process) {
        try {
            Files.writeString(folder.resolve(name + SUFFIX), process.pid() + " " + startOf(process) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void forget(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name + SUFFIX));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends every process that is written down and still runs. The caller holds the data dir. */
    void end() {
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                find(Files.readString(file)).ifPresent(Leftovers::kill);
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> find(String written) {
        Matcher parts = WRITTEN.matcher(written.strip());
        if (!parts.matches()) {
            return Optional.empty(); // Cut short by a kill: its process ends with its parent anyway.
        }
        return ProcessHandle.of(Long.parseLong(parts.group(1)))
                .filter(process -> startOf(process).equals(parts.group(2)));
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        if (!awaitEnd(process, END_TIMEOUT)) {
            throw new UserError(
                    "Process %d of an earlier quickstart does not end; stop it first.".formatted(process.pid()));
        }
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    /** @return whether it ended in time */
    static boolean awaitEnd(ProcessHandle process, Duration timeout) {
        CompletableFuture<ProcessHandle> end = process.onExit();
        try {
            end.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
