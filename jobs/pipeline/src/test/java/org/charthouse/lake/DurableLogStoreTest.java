package org.charthouse.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.charthouse.FullDisk;
import org.charthouse.SharedSpark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableLogStoreTest {

    private static final String ADD = "{\"add\":{\"path\":\"part-%201%25.parquet\",\"size\":1}}";
    private static final Configuration FULL_DISK = new Configuration();

    @TempDir
    private Path table = Path.of("");

    private Path log = Path.of("");
    private final DurableLogStore store = new DurableLogStore(FULL_DISK);

    @BeforeEach
    void makeATable() throws IOException {
        FULL_DISK.set("fs.file.impl", FullDisk.class.getName());
        FULL_DISK.setBoolean("fs.file.impl.disable.cache", true);
        log = Files.createDirectories(table.resolve("_delta_log"));
        Files.writeString(table.resolve("part- 1%.parquet"), "x");
    }

    @AfterEach
    void makeRoom() {
        FullDisk.leave(Long.MAX_VALUE);
    }

    @Test
    void aCommitIsWrittenOnceAndWhole() throws IOException {
        write("{\"commitInfo\":{}}", ADD);
        assertThat(log.resolve("0.json")).hasContent("{\"commitInfo\":{}}\n" + ADD + "\n");
        assertThatThrownBy(() -> write("{}")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readString(log.resolve("0.json"))).startsWith("{\"commitInfo\":{}}");
    }

    @Test
    void aFileThatACommitNamesMustBeOnTheDiskFirst() throws IOException {
        Files.delete(table.resolve("part- 1%.parquet"));
        Files.createDirectory(table.resolve("part- 1%.parquet"));
        assertThatThrownBy(() -> write(ADD)).isInstanceOf(IOException.class);
        assertThat(log.resolve("0.json"))
                .as("forced, by its decoded name, before the commit")
                .doesNotExist();
    }

    @Test
    void aDiskThatIsFullLeavesNothingOfACommit() throws IOException {
        FullDisk.leave(5);
        assertThatThrownBy(() -> write(ADD)).hasMessageContaining("No space left");
        try (Stream<Path> left = Files.list(log)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void everySessionHasDeltaWriteByIt() {
        assertThat(SharedSpark.session().conf().get("spark.delta.logStore.file.impl"))
                .isEqualTo(DurableLogStore.class.getName());
    }

    private void write(String... lines) throws IOException {
        store.write(
                new org.apache.hadoop.fs.Path(log.resolve("0.json").toUri()),
                List.of(lines).iterator(),
                false,
                FULL_DISK);
    }
}
