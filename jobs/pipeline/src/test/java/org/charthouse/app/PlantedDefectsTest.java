package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.SharedSpark;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Populations that no rule was written for: what is planted is found, and what is clean fails no fatal rule. */
@Tag("endurance")
class PlantedDefectsTest {

    private static final String CLEAN = """
            malformed: {csv: 0, ndjson: 0}
            impossible: {heart-rate: 0, future-birth-date: 0, body-height: 0, end-before-start: 0}
            unknown-code: {diagnosis: 0, condition: 0, observation: 0, procedure: 0, medication: 0, immunization: 0}
            orphan: {encounter-patient: 0, encounter-department: 0, observation-encounter: 0}
            duplicate-row: {csv: 0, ndjson: 0}
            """;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @ParameterizedTest
    @ValueSource(ints = {101, 202, 303})
    void eachPlantedDefectIsFoundWhateverTheSeed(int seed) {
        Path extracts = Houses.extracts(seed, Optional.empty());
        House house = Houses.with(folder.resolve("house"), extracts);
        assertThat(Houses.run(house).published()).isTrue();
        Confusion confusion = new Confusion(extracts, sql -> query(house, sql));
        System.out.println("seed " + seed + "\n" + confusion.table() + failed(house));
        assertThat(confusion.planted()).isGreaterThan(40);
        assertThat(confusion.missed()).isEmpty();
    }

    @Test
    void aCleanPopulationFailsNoFatalRule() throws IOException {
        Path shares = Files.writeString(folder.resolve("clean.yaml"), CLEAN);
        Path extracts = Houses.extracts(404, Optional.of(shares));
        House house = Houses.with(folder.resolve("house"), extracts);
        assertThat(Houses.run(house).published()).isTrue();
        System.out.println("clean\n" + failed(house));
        assertThat(query(house, "SELECT rule FROM dq.result WHERE severity = 'fatal' AND state IN ('failed', 'error')")
                        .collectAsList())
                .isEmpty();
        assertThat(query(house, "SELECT rule FROM dq.result WHERE state = 'error'")
                        .collectAsList())
                .isEmpty();
        List<CSVRecord> spoilt = Houses.truth(extracts, "impossible");
        assertThat(spoilt).isEmpty();
    }

    /** Exported by another build of Synthea, for other people. */
    @Test
    @EnabledIfEnvironmentVariable(named = "CHARTHOUSE_CORPORA", matches = ".+")
    void anExtractOfOthersFailsNoFatalRule() throws IOException {
        Path corpus = Path.of(Objects.requireNonNull(System.getenv("CHARTHOUSE_CORPORA")), "synthea-csv-27");
        Path home = folder.resolve("house");
        Houses.copy(corpus, home.resolve("landing/synthea_csv/2026-01-31"));
        Files.delete(home.resolve("landing/synthea_csv/2026-01-31/README.md"));
        House house = House.open(Houses.INSTALL, home);
        assertThat(Houses.run(house).published()).isTrue();
        System.out.println("synthea-csv-27\n" + failed(house));
        assertThat(query(house, "SELECT rule FROM dq.result WHERE severity = 'fatal' AND state IN ('failed', 'error')")
                        .collectAsList())
                .isEmpty();
    }

    /** The rules that fail, for people to explain. */
    private static String failed(House house) {
        StringBuilder text = new StringBuilder("\n| rule | severity | checked | broken |\n|---|---|---|---|\n");
        query(
                        house,
                        "SELECT table_name, rule, severity, rows_checked, rows_violating FROM dq.result"
                                + " WHERE state = 'failed' ORDER BY table_name, rule")
                .collectAsList()
                .forEach(row -> text.append(String.format(
                        "| %s.%s | %s | %d | %d |%n",
                        row.getString(0).replace("core.", ""),
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4))));
        return text.toString();
    }

    private static Dataset<Row> query(House house, String sql) {
        Lake lake = Houses.lake(house);
        Manifest manifest = house.manifest(lake);
        DeclaredSql declared = new DeclaredSql(SharedSpark.session()).asOf(manifest.asOf());
        manifest.tables().forEach((table, version) -> {
            if (version != Lake.ABSENT) {
                declared.with(table.toString(), lake.read(table, version));
            }
        });
        return declared.query(sql);
    }
}
