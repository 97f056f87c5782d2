package dev.ordersync.matching;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A list of words beside the ruleset: one entry a line, {@code #} begins a comment. */
final class WordList {
    private WordList() {}

    static List<String> lines(String file) {
        return text(file)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    static String text(String file) {
        try (var stream = WordList.class.getResourceAsStream("/matching/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("matching/" + file + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("matching/" + file + " cannot be read", e);
        }
    }
}
