package dev.ordersync.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets made once and kept for the next start, readable by their owner alone. */
final class Secrets {

    private static final int KEY_BYTES = 32;
    private static final int PASSWORD_BYTES = 12;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    Secrets(Path folder) {
        this.folder = folder;
    }

    /** A 256-bit key in base64. */
    String encryptionKey() {
        return kept("encryption-key", Base64.getEncoder(), KEY_BYTES);
    }

    String apiToken() {
        return kept("api-token", Base64.getUrlEncoder().withoutPadding(), KEY_BYTES);
    }

    String consolePassword() {
        return kept("console-password", Base64.getUrlEncoder().withoutPadding(), PASSWORD_BYTES);
    }

    private String kept(String name, Base64.Encoder encoder, int bytes) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[bytes];
                random.nextBytes(fresh);
                writeOnce(file, encoder.encodeToString(fresh));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Written aside and moved, so that a start killed half way leaves no half secret behind. */
    private static void writeOnce(Path file, String secret) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, secret + "\n", StandardCharsets.UTF_8);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
