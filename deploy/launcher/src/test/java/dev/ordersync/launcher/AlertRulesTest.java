package dev.ordersync.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlertRulesTest {

    private static final Path DEPLOY = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final Pattern RUNBOOK = Pattern.compile("runbook_url: deploy/docs/runbook\\.md#(\\w+)");
    private static final Pattern ENTRY = Pattern.compile("^## (\\w+)$", Pattern.MULTILINE);
    private static final Pattern TESTED = Pattern.compile("alertname: (\\w+)");

    @Test
    void givenTheRules_whenPromtoolPlaysTheirCases_thenEachAlertFiresWhenItShould() throws Exception {
        var result = promtool("test", "rules", "alerts_test.yml");
        assertThat(result).contains("SUCCESS").doesNotContain("FAILED");
    }

    @Test
    void givenTheRules_whenPromtoolChecksThem_thenTheyAreValid() throws Exception {
        assertThat(promtool("check", "rules", "alerts.yml")).contains("SUCCESS");
    }

    @Test
    void givenEveryAlert_whenSomeoneIsCalled_thenTheRunbookHasAnEntryThatTheAlertLinksTo() throws IOException {
        var rules = Files.readString(DEPLOY.resolve("prometheus/alerts.yml"));
        var alerts = all(ALERT, rules);
        var entries = all(ENTRY, Files.readString(DEPLOY.resolve("docs/runbook.md")));
        assertThat(alerts).isNotEmpty();
        assertThat(entries).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(all(RUNBOOK, rules))
                .containsExactlyElementsOf(alerts.stream()
                        .map(alert -> alert.toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void givenEveryAlert_whenTheCasesAreRead_thenItHasOne() throws IOException {
        var alerts = all(ALERT, Files.readString(DEPLOY.resolve("prometheus/alerts.yml")));
        assertThat(all(TESTED, Files.readString(DEPLOY.resolve("prometheus/alerts_test.yml"))))
                .containsAll(alerts);
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(DEPLOY.resolve("prometheus").toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return fail("promtool is missing: install Prometheus, or run deploy/verify, which does", e);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
