package dev.ordersync.e2e.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of our metrics in a file: what a dashboard or a rule asks for, or what an application's scrape page has. */
public final class MetricNames {

    private static final Pattern NAME = Pattern.compile("\\bordersync_[a-z_]+\\b");

    private MetricNames() {}

    /** Every name of ours in a dashboard, a rule file or any other text. */
    public static Set<String> askedFor(Path file) throws IOException {
        return in(Files.readString(file));
    }

    /** The names that a scrape page has samples of; a name that is only announced by a comment is not among them. */
    public static Set<String> told(String scrapePage) {
        return in(scrapePage
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.joining("\n")));
    }

    private static Set<String> in(String text) {
        return NAME.matcher(text).results().map(match -> match.group()).collect(Collectors.toCollection(TreeSet::new));
    }
}
