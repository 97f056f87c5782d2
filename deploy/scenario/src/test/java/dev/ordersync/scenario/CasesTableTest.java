package dev.ordersync.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds {@code deploy/docs/cases.md} to the tests that exist: what a case claims to be proven by is there. */
class CasesTableTest {
    private static final String WRITE = "cases.write";
    private static final String HOW = """
            deploy/docs/cases.md does not name the tests that exist. Write it anew, look at what changed, and commit it:
            mvn -pl common,sync-worker,reconciler,deploy/scenario test -Dtest=CasesTableTest \
            -Dsurefire.failIfNoSpecifiedTests=false -D%s=true""".formatted(WRITE);

    private static final Pattern TEST = Pattern.compile("\\bvoid\\s+((?:[A-I][0-9]+_)+)(\\w+)\\(");
    private static final Pattern ROW =
            Pattern.compile("\\| ([A-I][0-9]+) \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\|");
    private static final List<String> LEVELS = List.of("Test", "IT", "ScenarioTest", "E2E");

    /** A test method that names the case. */
    private record Proof(String test, String method) implements Comparable<Proof> {
        @Override
        public int compareTo(Proof other) {
            return toString().compareTo(other.toString());
        }

        /** The longest suffix counts: a scenario test ends in Test as well. */
        String level() {
            return LEVELS.reversed().stream().filter(test::endsWith).findFirst().orElse("other");
        }

        @Override
        public String toString() {
            return test + "." + method;
        }
    }

    private final Path root = root();
    private final Map<String, SortedSet<Proof>> proofs = proofs();

    @Test
    void givenTheTestsThatExist_whenTheTableIsWrittenAnew_thenItIsTheCommittedOne() throws IOException {
        var file = root.resolve("deploy/docs/cases.md");
        var committed = Files.readString(file);

        var written = committed.lines().map(this::row).collect(Collectors.joining("\n", "", "\n"));

        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(file, written);
        } else {
            assertThat(committed.lines())
                    .as(HOW)
                    .containsExactlyElementsOf(written.lines().toList());
        }
    }

    @Test
    void givenATestOfACase_whenTheTableIsRead_thenItHasARowForIt() throws IOException {
        var rows = new ArrayList<String>();
        Files.readAllLines(root.resolve("deploy/docs/cases.md")).forEach(line -> {
            var row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(row.group(1));
            }
        });

        assertThat(rows).doesNotHaveDuplicates().containsAll(proofs.keySet());
    }

    private String row(String line) {
        var row = ROW.matcher(line);
        if (!row.matches()) {
            return line;
        }
        var found = proofs.getOrDefault(row.group(1), new TreeSet<>());
        var levels = LEVELS.stream()
                .filter(level -> found.stream().anyMatch(proof -> proof.level().equals(level)))
                .collect(Collectors.joining(", "));
        var tests = found.stream().map(proof -> "`" + proof + "`").collect(Collectors.joining("<br>"));
        return "| %s | %s | %s | %s | %s |"
                .formatted(row.group(1), row.group(2), tests, levels, status(row.group(5), !found.isEmpty()));
    }

    /** A plain status follows from the tests; one with words is kept, except that nothing is proven without a test. */
    private static String status(String kept, boolean proven) {
        if (kept.equals("open") || kept.equals("proven") || (kept.startsWith("proven") && !proven)) {
            return proven ? "proven" : "open";
        }
        return kept;
    }

    private Map<String, SortedSet<Proof>> proofs() {
        var byCase = new TreeMap<String, SortedSet<Proof>>();
        for (var source : sources()) {
            var name = source.getFileName().toString().replace(".java", "");
            var methods = TEST.matcher(read(source));
            while (methods.find()) {
                for (var number : new HashSet<>(List.of(methods.group(1).split("_")))) {
                    byCase.computeIfAbsent(number, _ -> new TreeSet<>())
                            .add(new Proof(name, methods.group(1) + methods.group(2)));
                }
            }
        }
        return byCase;
    }

    private List<Path> sources() {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> root.relativize(file).toString().contains("src/test/java"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("The sources of the tests cannot be read", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(file.getFileName() + " cannot be read", e);
        }
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("deploy/docs/cases.md"))) {
            var parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("deploy/docs/cases.md is not above the working directory");
            }
            folder = parent;
        }
        return folder;
    }
}
