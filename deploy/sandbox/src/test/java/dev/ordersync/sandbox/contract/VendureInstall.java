package dev.ordersync.sandbox.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Vendure itself, of the pinned versions, by npm. It is kept in the user's cache by what is pinned, so that only the first
 * build waits for it; a test is skipped only where there is no npm, or no registry answers it.
 */
final class VendureInstall {
    private static final List<String> PINNED = List.of("package.json", "package-lock.json");
    private static final long PATIENCE_SECONDS = 240;

    private VendureInstall() {}

    /** @return the folder of the modules */
    static Path modules() {
        Assumptions.assumeTrue(
                runs("node", "--version") && runs("npm", "--version"),
                "Vendure is not tested: node or npm is not installed");
        var home = Path.of(System.getProperty("user.home"), ".cache", "order-sync", "vendure-" + digest());
        try {
            Files.createDirectories(home);
            // Two builds on one machine: the second waits for what the first installs.
            try (var channel = FileChannel.open(
                            home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                if (!Files.exists(home.resolve("installed"))) {
                    install(home);
                    Files.createFile(home.resolve("installed"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return home.resolve("node_modules");
    }

    private static void install(Path home) throws IOException {
        for (var file : PINNED) {
            copy(file, home);
        }
        var log = home.resolve("npm.log");
        // Nothing that is needed is built at install: scripts of strangers need not run.
        if (run(home, log, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1") != 0) {
            Assumptions.assumeTrue(
                    run(home, home.resolve("view.log"), "npm", "view", "--fetch-retries=0", "@vendure/core", "version")
                            == 0,
                    "Vendure is not tested: the npm registry does not answer");
            throw new AssertionError("npm could not install Vendure:\n" + Files.readString(log));
        }
    }

    static void copy(String file, Path folder) throws IOException {
        try (var in = VendureInstall.class.getResourceAsStream("/vendure/" + file)) {
            if (in == null) {
                throw new AssertionError("No resource vendure/" + file);
            }
            Files.copy(in, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String digest() {
        try (var in = VendureInstall.class.getResourceAsStream("/vendure/package-lock.json")) {
            if (in == null) {
                throw new AssertionError("No resource vendure/package-lock.json");
            }
            var digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean runs(String... command) {
        try {
            var nowhere = Files.createTempFile("vendure", ".log");
            try {
                return run(Path.of("").toAbsolutePath(), nowhere, command) == 0;
            } finally {
                Files.delete(nowhere);
            }
        } catch (IOException _) {
            return false; // there is no such program
        }
    }

    private static int run(Path folder, Path log, String... command) throws IOException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.writeString(log, "not done after " + PATIENCE_SECONDS + " s", StandardCharsets.UTF_8);
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
