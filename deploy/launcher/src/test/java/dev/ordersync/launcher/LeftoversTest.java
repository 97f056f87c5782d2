package dev.ordersync.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    @TempDir
    Path folder;

    private Process process;

    @BeforeEach
    void startProcess() throws IOException {
        process = new ProcessBuilder("cat").start(); // waits for input that never comes
    }

    @AfterEach
    void endProcess() {
        process.destroyForcibly();
    }

    @Test
    void givenAProcessLeftBehind_whenTheNextQuickstartStarts_thenItIsEnded() throws Exception {
        new Leftovers(folder).remember("app", process.toHandle());
        new Leftovers(folder).end();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("app.pid")).doesNotExist();
    }

    @Test
    void givenAnIdThatTheSystemGaveToAnotherProcess_whenLeftoversAreEnded_thenThatOneLives() throws IOException {
        Files.writeString(folder.resolve("app.pid"), process.pid() + " 2001-01-01T00:00:00Z\n");
        new Leftovers(folder).end();
        assertThat(Leftovers.awaitEnd(process.toHandle(), Duration.ofMillis(100)))
                .isFalse();
        assertThat(folder.resolve("app.pid")).doesNotExist();
    }

    @Test
    void givenAFileCutShort_whenLeftoversAreEnded_thenItIsForgotten() throws IOException {
        Files.writeString(folder.resolve("app.pid"), Long.toString(process.pid()));
        new Leftovers(folder).end();
        assertThat(process.isAlive()).isTrue();
        assertThat(folder.resolve("app.pid")).doesNotExist();
    }
}
