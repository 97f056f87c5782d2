package dev.ordersync.sandbox.books;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Another process, asking whether a file is free: within one process a lock can't be seen as others see it. */
final class LockProbe {

    static final int FREE = 10;
    static final int TAKEN = 11;

    private LockProbe() {}

    public static void main(String[] args) throws IOException {
        int answer;
        try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            answer = lock == null ? TAKEN : FREE;
        }
        System.exit(answer);
    }

    static int ask(Path file) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), LockProbe.class.getName(), file.toString())
                .inheritIO()
                .start()
                .waitFor();
    }
}
