package dev.ordersync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names of our metrics that the dashboards and alert rules ask for, and those that a scrape has. */
final class DashboardQueries {
    private static final Pattern OURS = Pattern.compile("\\bordersync_[a-z_]+");
    private static final int DEPTH = 3;

    private DashboardQueries() {}

    static Set<String> askedFor() {
        var names = new TreeSet<String>();
        for (var folder : new Path[] {Path.of("..", "grafana"), Path.of("..", "prometheus")}) {
            try (var files = Files.walk(folder, DEPTH)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !file.getFileName().toString().endsWith("_test.yml"))
                        .forEach(file -> names.addAll(named(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }

    private static Set<String> named(Path file) {
        try {
            var names = new TreeSet<String>();
            OURS.matcher(Files.readString(file)).results().forEach(match -> names.add(match.group()));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Set<String> metricNames(String scrape) {
        var names = new TreeSet<String>();
        scrape.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .forEach(names::add);
        return names;
    }
}
