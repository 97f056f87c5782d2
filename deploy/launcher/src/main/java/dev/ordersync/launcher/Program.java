package dev.ordersync.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A Java program run as a process of its own, attached to the life of this one, with a log file. */
final class Program implements Part {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(45);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);
    private static final long LOG_BYTES_KEPT = 20L * 1024 * 1024;

    /**
     * @param classPath what the program needs; the part that attaches it is added
     * @param environment added to this process's own
     */
    record Command(
            String name,
            List<String> flags,
            List<Path> classPath,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment) {}

    private final Command command;
    private final Path attachedJar;
    private final Path log;
    private final Leftovers leftovers;
    private final BooleanSupplier answers;
    private volatile @Nullable Process process;
    private final AtomicLong starts = new AtomicLong();

    /** @param answers whether the program does its work, asked only while the process runs */
    Program(Command command, Path attachedJar, Path log, Leftovers leftovers, BooleanSupplier answers) {
        this.command = command;
        this.attachedJar = attachedJar;
        this.log = log;
        this.leftovers = leftovers;
        this.answers = answers;
    }

    @Override
    public String name() {
        return command.name();
    }

    @Override
    public void start() {
        try {
            rotateLog();
            var builder = new ProcessBuilder(line())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()));
            builder.redirectInput(Redirect.from(new File("/dev/null")));
            builder.environment().putAll(command.environment());
            Process started = builder.start();
            leftovers.remember(name(), started.toHandle());
            process = started;
            starts.incrementAndGet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often it was started, the first time counted. */
    long starts() {
        return starts.get();
    }

    /**
     * The shell makes the program deaf to Ctrl-C, which a terminal sends to all processes at once: they are to be
     * stopped one after the other, the database last.
     */
    private List<String> line() {
        var line = new ArrayList<>(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(command.flags());
        line.add("-cp");
        line.add(attachedJar
                + command.classPath().stream().map(path -> ":" + path).reduce("", String::concat));
        line.add("dev.ordersync.launcher.attached.Attached");
        line.add(Long.toString(ProcessHandle.current().pid()));
        line.add(command.mainClass());
        line.addAll(command.arguments());
        return line;
    }

    private void rotateLog() throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_BYTES_KEPT) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public boolean hasEnded() {
        Process current = process;
        return current == null || !current.isAlive();
    }

    @Override
    public boolean isUp() {
        return !hasEnded() && answers.getAsBoolean();
    }

    @Override
    public void stop() {
        Process current = process;
        if (current == null) {
            return;
        }
        current.destroy();
        try {
            if (!current.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                current.destroyForcibly();
                current.waitFor(KILL_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            current.destroyForcibly();
        }
        leftovers.forget(name());
    }
}
