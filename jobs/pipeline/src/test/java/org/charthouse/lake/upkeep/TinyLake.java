package org.charthouse.lake.upkeep;

import static org.charthouse.SharedSpark.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.charthouse.SharedSpark;
import org.charthouse.lake.ContentHash;
import org.charthouse.lake.Failpoints;
import org.charthouse.lake.JobEntry;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.ManifestStore;
import org.charthouse.lake.TableDefinition;
import org.charthouse.lake.TableWriter;
import org.charthouse.spec.ColumnSpec;
import org.charthouse.spec.PrivacyClass;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;

/** A lake of two small tables and a manifest, for tests of what is done between runs. */
record TinyLake(Lake lake, ManifestStore manifests, TableWriter writer) {

    static final TableName A = TableName.of("core.a");
    static final TableName B = TableName.of("core.b");
    static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    /** What a test ends a step with, as a power failure would. */
    static final class Halt extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static TinyLake in(Path folder) {
        Lake lake = new Lake(SharedSpark.session(), folder);
        TableDefinition manifest = TableDefinition.of(SharedSpark.specs().contract(TableName.of("ops.manifest")));
        return new TinyLake(lake, new ManifestStore(lake, manifest), new TableWriter(lake));
    }

    static TableDefinition definition(TableName table) {
        return TableDefinition.of(new TableContract(
                table,
                "things",
                "one row per thing",
                List.of(
                        new ColumnSpec("id", "bigint", "id", PrivacyClass.TECHNICAL, true, 1, List.of(), false),
                        new ColumnSpec("name", "string", "name", PrivacyClass.CLINICAL, false, 0, List.of(), false))));
    }

    void append(TableName table, String... lines) {
        writer.append(definition(table), rows("id bigint, name string", lines));
    }

    void replace(TableName table, String... lines) {
        writer.replace(definition(table), rows("id bigint, name string", lines));
    }

    /** Publishes the newest versions of both tables as the work of one job. */
    long publish(Instant at) {
        long number = manifests.nextNumber();
        SortedMap<TableName, Long> outputs = new TreeMap<>(Map.of(A, lake.version(A), B, lake.version(B)));
        LocalDate asOf = LocalDate.parse("2026-01-31");
        JobEntry entry = new JobEntry("job", "flatten", "definition", asOf, number, new TreeMap<>(), outputs);
        manifests.publish(new Manifest(number, asOf, new TreeMap<>(Map.of("job", entry))), at, "run");
        return number;
    }

    /** Content hashes of the state in force; a table without rows is as good as none. */
    Map<TableName, String> contents() {
        Map<TableName, String> hashes = new TreeMap<>();
        manifests.latest().tables().forEach((table, version) -> {
            if (version != Lake.ABSENT && !lake.read(table, version).isEmpty()) {
                hashes.put(table, ContentHash.of(lake.read(table, version), java.util.Set.of()));
            }
        });
        return hashes;
    }

    /** Every moment that a piece of work passes. */
    static List<String> moments(Runnable work) {
        List<String> moments = new ArrayList<>();
        Failpoints.listen(moments::add);
        try {
            work.run();
        } finally {
            Failpoints.reset();
        }
        return moments;
    }

    /** Does a piece of work up to a moment, and no further. */
    static void haltedAt(String moment, Runnable work) {
        Failpoints.listen(name -> {
            if (name.equals(moment)) {
                throw new Halt();
            }
        });
        try {
            work.run();
            throw new AssertionError("never came to: " + moment);
        } catch (Halt e) {
            // as wished
        } finally {
            Failpoints.reset();
        }
    }

    /** All regular files below a folder, relative. */
    static List<String> files(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
