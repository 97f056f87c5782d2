package dev.ordersync.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirTest {

    @TempDir
    Path root;

    @Test
    void givenALivingQuickstart_whenASecondOneOpensItsDataDir_thenItIsRefused() throws IOException {
        try (var living = DataDir.open(root)) {
            assertThat(living.root()).isEqualTo(root);
            assertThatThrownBy(() -> DataDir.open(root))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("already running");
        }
    }

    @Test
    void givenAnEndedQuickstart_whenAnotherOpensItsDataDir_thenItMay() throws IOException {
        DataDir.open(root).close();
        try (var next = DataDir.open(root)) {
            assertThat(next.log("kafka")).isEqualTo(root.resolve("logs/kafka.log"));
        }
    }

    @Test
    void givenForeignFiles_whenTheDataDirIsEmptied_thenOnlyOursGo() throws IOException {
        var foreign = Files.writeString(root.resolve("thesis.txt"), "mine");
        try (var data = DataDir.open(root)) {
            var ours = Files.writeString(data.folder("postgres").resolve("x"), "ours");
            data.empty();
            assertThat(ours).doesNotExist();
        }
        assertThat(foreign).exists();
    }

    @Test
    void givenASecret_whenAskedAgain_thenItIsTheSameAndOnlyItsOwnerMayReadIt() throws IOException {
        String first = new Secrets(root).apiToken();
        assertThat(new Secrets(root).apiToken()).isEqualTo(first).hasSizeGreaterThan(40);
        assertThat(new Secrets(root).encryptionKey()).isNotEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("api-token"))))
                .isEqualTo("rw-------");
    }
}
