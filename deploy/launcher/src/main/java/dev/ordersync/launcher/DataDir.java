package dev.ordersync.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The directory of one quickstart, held by a lock that the system takes back however this process ends. */
final class DataDir implements AutoCloseable {

    private static final String LOCK_FILE = "quickstart.lock";
    private static final List<String> FOLDERS =
            List.of("postgres", "kafka", "secrets", "logs", "run", "sandbox", "demo");

    private final Path root;
    private final FileChannel channel;

    private DataDir(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /** @throws UserError when another quickstart lives on it, or it can't be used */
    static DataDir open(Path root) {
        try {
            Files.createDirectories(root);
            var channel =
                    FileChannel.open(root.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new UserError(
                        "A quickstart is already running on %s. Stop it, or choose another with --data-dir DIR."
                                .formatted(root));
            }
            return new DataDir(root, channel);
        } catch (IOException e) {
            throw new UserError("The data dir %s can't be used: %s".formatted(root, e));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    /** Deletes what earlier runs left, and nothing else that may lie here. */
    void empty() {
        for (String name : FOLDERS) {
            deleteTree(root.resolve(name));
            folder(name);
        }
    }

    Path root() {
        return root;
    }

    /** One of the folders, which exists afterwards. */
    Path folder(String name) {
        if (!FOLDERS.contains(name)) {
            throw new IllegalArgumentException("no folder of the data dir: " + name);
        }
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path log(String name) {
        return folder("logs").resolve(name + ".log");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void deleteTree(Path top) {
        if (!Files.exists(top)) {
            return;
        }
        try {
            Files.walkFileTree(top, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException trouble)
                        throws IOException {
                    if (trouble != null) {
                        throw trouble;
                    }
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UserError("The data dir can't be emptied: " + e);
        }
    }
}
