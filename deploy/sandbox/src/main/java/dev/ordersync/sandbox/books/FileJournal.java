package dev.ordersync.sandbox.books;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * NDJSON, appended to. A line is handed to the system at once but not forced to the disk: it survives a killed process,
 * not a lost machine. A last line cut short by a kill is dropped, since its answer can't have left.
 */
final class FileJournal implements Journal {

    /** A bound for a demo that runs for weeks; emptying the shop starts afresh. */
    private static final long MAX_BYTES = 4L << 30;

    private final FileChannel channel;
    private final JsonMapper json;

    private FileJournal(FileChannel channel, JsonMapper json) {
        this.channel = channel;
        this.json = json;
    }

    /** Replays what the file holds, then keeps it open for this process alone. */
    static FileJournal open(Path file, JsonMapper json, Consumer<Entry> replay) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new IllegalStateException("Another sandbox uses " + file);
            }
            try {
                channel.truncate(replayWhole(channel, json, replay));
                channel.position(channel.size());
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            return new FileJournal(channel, json);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't open the journal " + file, e);
        }
    }

    /**
     * Reads through the locked channel and leaves it open: closing any other one on the same file would give the lock away.
     *
     * @return how many bytes of the file are whole lines
     */
    private static long replayWhole(FileChannel channel, JsonMapper json, Consumer<Entry> replay) throws IOException {
        long whole = 0;
        long size = channel.size();
        // This reader replaces a character that a kill cut in two, where Files.newBufferedReader would throw.
        var lines = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            long end = whole + line.getBytes(StandardCharsets.UTF_8).length + 1;
            if (end > size) {
                break;
            }
            try {
                replay.accept(json.readValue(line, Entry.class));
            } catch (JacksonException e) {
                throw new IOException("Unreadable line at byte " + whole + " of a journal", e);
            }
            whole = end;
        }
        return whole;
    }

    @Override
    public void append(Entry entry) {
        try {
            long end = channel.position();
            if (end > MAX_BYTES) {
                throw new BooksFull("The journal of this shop has reached " + MAX_BYTES + " bytes");
            }
            var line = ByteBuffer.wrap((json.writeValueAsString(entry) + '\n').getBytes(StandardCharsets.UTF_8));
            try {
                while (line.hasRemaining()) {
                    channel.write(line);
                }
            } catch (IOException e) {
                // Half a line would swallow the next one; if even this fails, the next start reports the line.
                channel.truncate(end);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write the journal", e);
        }
    }

    @Override
    public void clear() {
        try {
            channel.truncate(0);
            channel.position(0);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't empty the journal", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't close the journal", e);
        }
    }
}
