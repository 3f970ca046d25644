package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.charthouse.SharedSpark;
import org.charthouse.TinyHouse;
import org.charthouse.error.ExitCode;
import org.charthouse.error.UserError;
import org.charthouse.ingest.IngestJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedFileTest {

    @TempDir
    private Path home = Path.of("");

    @Test
    void aFileThatIsCutOffOrGoneAndALogThatIsNoJsonAreNamedWithTheirCure() throws IOException {
        TinyHouse house = new TinyHouse(home);
        house.land(
                "facility_a/2026-01-31/department.csv",
                "department_id,organization_id,name,department_type,updated_at\n1,4,Ward,medical,2026-01-30T18:05:00Z\n");
        house.run(new IngestJob(SharedSpark.specs()));
        Path record = file(house, IngestJob.RECORD, ".parquet");
        Files.write(record, java.util.Arrays.copyOf(Files.readAllBytes(record), 100));
        assertTold(house, record.getFileName().toString());
        Files.delete(record);
        assertTold(house, record.getFileName().toString());
        Path commit = file(house, IngestJob.RECORD, "_delta_log/00000000000000000000.json");
        Files.writeString(commit, "{\"garb");
        try (Stream<Path> log = Files.list(commit.getParent())) {
            for (Path sum : log.filter(each -> each.toString().endsWith(".crc")).toList()) {
                Files.delete(sum);
            }
        }
        org.apache.spark.sql.delta.DeltaLog.clearCache();
        assertTold(house, "_delta_log");
    }

    @Test
    void aCommitWithoutContentIsNotTakenForOneThatChangesNothing() throws IOException {
        TinyHouse house = new TinyHouse(home);
        house.land(
                "facility_a/2026-01-31/department.csv",
                "department_id,organization_id,name,department_type,updated_at\n1,4,Ward,medical,2026-01-30T18:05:00Z\n");
        house.run(new IngestJob(SharedSpark.specs()));
        Path commit = file(house, IngestJob.FILE, "_delta_log/00000000000000000000.json");
        Files.createFile(commit.resolveSibling("00000000000000000001.json"));
        org.apache.spark.sql.delta.DeltaLog.clearCache();
        assertThatThrownBy(() -> house.lake().version(IngestJob.FILE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("00000000000000000001.json")
                .hasMessageContaining("gone or damaged");
    }

    private static void assertTold(TinyHouse house, String where) {
        Throwable thrown =
                catchThrowable(() -> house.lake().read(IngestJob.RECORD).collectAsList());
        UserError told = java.util.Objects.requireNonNull(Main.userError(thrown), thrown::toString);
        assertThat(told.exitCode()).isEqualTo(ExitCode.INPUT);
        assertThat(told).hasMessageContaining("gone or damaged").hasMessageContaining(where);
    }

    private static Path file(TinyHouse house, org.charthouse.spec.TableName table, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(house.lake().path(table))) {
            return files.filter(each -> each.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
