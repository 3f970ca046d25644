package org.charthouse.lake.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.lake.upkeep.TinyLake.A;
import static org.charthouse.lake.upkeep.TinyLake.B;
import static org.charthouse.lake.upkeep.TinyLake.NOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charthouse.SharedSpark;
import org.charthouse.lake.AccessLog;
import org.charthouse.lake.Lake;
import org.charthouse.lake.TableDefinition;
import org.charthouse.lake.TableVersions;
import org.charthouse.lake.upkeep.Maintenance.Report;
import org.charthouse.lake.upkeep.Maintenance.TableUpkeep;
import org.charthouse.spec.TableName;
import org.charthouse.spec.UpkeepSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceTest {

    /** Compacts more than two small files; keeps two states, and none because it is young. */
    private static final UpkeepSpec SPEC = new UpkeepSpec(2, 32, 2, 0, 400);

    private static final Set<TableName> KNOWN = Set.of(A, B, TableName.of("ops.manifest"));

    @TempDir
    private Path folder = Path.of("");

    private TinyLake tiny = TinyLake.in(Path.of("target"));

    @BeforeEach
    void openALake() {
        tiny = TinyLake.in(folder);
    }

    @Test
    void itSweepsWhatNoKeptStateNeedsAndNothingElse() throws IOException {
        tiny.append(A, "1,forgotten");
        tiny.append(B, "1,stays");
        tiny.publish(NOON);
        tiny.replace(A, "2,kept");
        long kept = tiny.publish(NOON);
        tiny.replace(A, "3,in force");
        tiny.publish(NOON);
        Path orphan = Files.createFile(folder.resolve("core/a/part-00000-of-an-interrupted-run.snappy.parquet"));
        Path temporary = Files.createFile(folder.resolve("core/a/_delta_log/.00000000000000000009.json.x.tmp"));
        Path stranger = Files.createDirectories(folder.resolve("core/stranger")).resolve("part-0.parquet");
        Files.createFile(stranger);
        List<Path> needed = List.of(file(A, 1), file(A, 2), file(B, 0));
        Path forgotten = file(A, 0);

        List<String> before = TinyLake.files(folder);
        Report preview = maintenance(SPEC).preview(NOON.plusSeconds(1));
        assertThat(TinyLake.files(folder)).as("a preview changes nothing").isEqualTo(before);
        Report report = maintenance(SPEC).carryOut(NOON.plusSeconds(1));

        assertThat(needed).allMatch(Files::exists);
        assertThat(forgotten).doesNotExist();
        assertThat(orphan).doesNotExist();
        assertThat(temporary).doesNotExist();
        assertThat(stranger).exists();
        assertThat(report.strangers()).containsExactly(TableName.of("core.stranger"));
        assertThat(report.manifests()).isEqualTo(1);
        assertThat(tiny.manifests().history()).hasSize(2);
        assertThat(of(report, A)).satisfies(work -> {
            assertThat(work.versions()).isEqualTo(2);
            assertThat(work.deleted()).as("with the checksum beside it").isEqualTo(4);
            assertThat(work.bytes()).isPositive();
        });
        assertThat(of(preview, A)).isEqualTo(of(report, A));
        assertThat(new Rollback(tiny.lake(), tiny.manifests()).plan(kept).changes())
                .hasSize(1);
    }

    @Test
    void aCompactedTableHasTheSameRowsInFewerFilesAndTheStateNamesThem() {
        tiny.append(A, "1,x");
        tiny.append(A, "2,y");
        tiny.append(A, "3,z");
        tiny.append(B, "1,x");
        tiny.publish(NOON);
        Map<TableName, String> contents = tiny.contents();

        TinyLake.haltedAt("after core.a compact", () -> maintenance(SPEC).carryOut(NOON));
        assertThat(tiny.manifests().latest().tables()).containsEntry(A, 2L);
        Report report = maintenance(SPEC).carryOut(NOON);

        assertThat(report.published()).as("what the halted one compacted").hasValue(2);
        assertThat(report.unsettled()).isEmpty();
        assertThat(of(report, A).filesAfter()).isEqualTo(1);
        assertThat(tiny.lake().version(A)).isEqualTo(3);
        assertThat(tiny.manifests().latest().tables()).containsEntry(A, 3L).containsEntry(B, 0L);
        assertThat(tiny.contents()).isEqualTo(contents);
        assertThat(maintenance(SPEC).carryOut(NOON).published())
                .as("nothing left to do")
                .isEmpty();
    }

    @Test
    void whatAnInterruptedRunLeftIsNeitherCompactedNorPublishedNorSwept() {
        tiny.append(A, "1,x");
        tiny.append(B, "1,x");
        tiny.publish(NOON);
        tiny.append(A, "2,y");
        tiny.append(A, "3,z");
        Report report = maintenance(SPEC).carryOut(NOON);
        assertThat(report.unsettled()).containsExactly(A);
        assertThat(report.published()).isEmpty();
        assertThat(tiny.lake().version(A)).isEqualTo(2);
        assertThat(tiny.lake().read(A).count()).isEqualTo(3);
    }

    @Test
    void aTableOfWhichAKeptVersionCannotBeReadIsLeftAlone() throws IOException {
        tiny.append(A, "1,kept");
        tiny.append(B, "1,stays");
        tiny.publish(NOON);
        tiny.replace(A, "2,in force");
        tiny.publish(NOON);
        Path orphan = Files.createFile(folder.resolve("core/a/part-00000-of-an-interrupted-run.snappy.parquet"));
        new TableVersions(tiny.lake(), A).checkpoint();
        Files.delete(folder.resolve("core/a/_delta_log/00000000000000000000.json"));
        Report report = maintenance(SPEC).carryOut(NOON);
        assertThat(report.unreadable()).containsExactly(A);
        assertThat(orphan).exists();
        assertThat(new TableVersions(tiny.lake(), A).isWhole(0)).isFalse();
    }

    @Test
    void deltasOwnVacuumWouldDeleteWhatAKeptStateNeeds() {
        tiny.append(A, "1,kept");
        long kept = tiny.publish(NOON);
        tiny.replace(A, "2,in force");
        tiny.publish(NOON);
        Path needed = file(A, 0);
        maintenance(SPEC).carryOut(NOON.plus(Duration.ofDays(1000)));
        assertThat(needed).as("swept by manifests").exists();
        var conf = tiny.lake().session().conf();
        conf.set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
        try {
            io.delta.tables.DeltaTable.forPath(
                            tiny.lake().session(), tiny.lake().path(A).toString())
                    .vacuum(0);
        } finally {
            conf.unset("spark.databricks.delta.retentionDurationCheck.enabled");
        }
        assertThat(needed).as("vacuumed by time").doesNotExist();
        assertThat(new TableVersions(tiny.lake(), A).isWhole(0)).isFalse();
        assertThat(tiny.manifests().history().get(0).number()).isEqualTo(kept);
    }

    private Maintenance maintenance(UpkeepSpec spec) {
        TableDefinition access = TableDefinition.of(SharedSpark.specs().contract(AccessLog.TABLE));
        return new Maintenance(
                tiny.lake(), tiny.manifests(), spec, KNOWN::contains, new AccessLog(tiny.lake(), access));
    }

    private Path file(TableName table, long version) {
        Lake lake = tiny.lake();
        return new TableVersions(lake, table)
                .files(version)
                .orElseThrow()
                .get(0)
                .path();
    }

    private static TableUpkeep of(Report report, TableName table) {
        return report.tables().stream()
                .filter(each -> each.table().equals(table))
                .findFirst()
                .orElseThrow();
    }
}
