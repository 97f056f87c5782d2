package dev.ordersync.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    private static final Path DEFAULT = Path.of("/somewhere/target/quickstart");

    @Test
    void givenNoArguments_whenParsed_thenDemoRunsOnTheUsualPorts() {
        var options = parse();
        assertThat(options).isEqualTo(new Options(DEFAULT, true, false, false, 8080, 8081, 8082));
    }

    @Test
    void givenEveryOption_whenParsed_thenEachIsHeard() {
        var options = parse(
                "--no-demo",
                "--data-dir",
                "/d/../e",
                "--fresh",
                "--console-port",
                "1",
                "--intake-port",
                "2",
                "--sandbox-port",
                "65535");
        assertThat(options).isEqualTo(new Options(Path.of("/e"), false, true, false, 1, 2, 65_535));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--what            | Unknown option --what",
                "--data-dir        | --data-dir needs a value",
                "--console-port 0  | a port from 1 to 65535, not 0",
                "--intake-port 65536 | a port from 1 to 65535, not 65536",
                "--sandbox-port x  | a port from 1 to 65535, not x",
                "--console-port 8081 | The three ports must differ",
            })
    void givenWrongArguments_whenParsed_thenOneLineSaysWhat(String line, String message) {
        assertThatThrownBy(() -> parse(line.split(" ", -1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void givenTheUsageText_whenRead_thenEveryOptionIsExplained() {
        assertThat(Options.USAGE)
                .contains("--no-demo", "--data-dir", "--fresh", "--console-port", "--intake-port", "--sandbox-port");
    }

    private static Options parse(String... args) {
        return Options.parse(List.of(args), DEFAULT);
    }
}
