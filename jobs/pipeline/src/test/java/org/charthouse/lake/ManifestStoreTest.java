package org.charthouse.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charthouse.SharedSpark;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestStoreTest {

    private static final TableName MANIFEST = TableName.of("ops.manifest");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theLastPublishedManifestComesBackWhole() {
        Lake lake = new Lake(SharedSpark.session(), folder);
        ManifestStore store =
                new ManifestStore(lake, TableDefinition.of(SharedSpark.specs().contract(MANIFEST)));
        assertThat(store.latest()).isEqualTo(Manifest.empty());
        Manifest first = manifest(1, "2026-01-31", 0);
        Manifest second = manifest(3, "2026-02-28", 4);
        store.publish(first, Instant.parse("2026-02-01T00:00:00Z"), "run");
        assertThat(store.latest()).isEqualTo(first);
        store.publish(second, Instant.parse("2026-01-01T00:00:00Z"), "run");
        assertThat(store.latest()).isEqualTo(second);
        assertThat(store.latest().tables()).containsEntry(TableName.of("core.a"), 4L);
        assertThat(lake.version(MANIFEST)).as("one commit each").isEqualTo(1);
    }

    @Test
    void aStateThatAnEarlierBuildPublishedIsOneOfARun() {
        Lake lake = new Lake(SharedSpark.session(), folder);
        TableDefinition now = TableDefinition.of(SharedSpark.specs().contract(MANIFEST));
        ManifestStore store = new ManifestStore(lake, now);
        store.publish(manifest(1, "2026-01-31", 0), Instant.parse("2026-02-01T00:00:00Z"), "run");
        new TableWriter(lake)
                .replace(
                        new TableDefinition(
                                MANIFEST,
                                lake.read(MANIFEST).drop("published_for").schema(),
                                now.key(),
                                now.lineage(),
                                List.of()),
                        lake.read(MANIFEST).drop("published_for"));
        assertThat(store.history()).extracting(PublishedManifest::because).containsExactly("run");
        store.publish(manifest(2, "2026-02-28", 1), Instant.parse("2026-03-01T00:00:00Z"), "maintain");
        assertThat(store.history()).extracting(PublishedManifest::because).containsExactly("run", "maintain");
    }

    private static Manifest manifest(long run, String asOf, long version) {
        LocalDate date = LocalDate.parse(asOf);
        JobEntry entry = new JobEntry(
                "a",
                "flatten",
                Definitions.hash("a"),
                date,
                run,
                new TreeMap<>(Map.of(TableName.of("raw.record"), 2L, TableName.of("ops.file"), Lake.ABSENT)),
                new TreeMap<>(Map.of(TableName.of("core.a"), version)));
        return new Manifest(run, date, new TreeMap<>(Map.of("a", entry)));
    }
}
