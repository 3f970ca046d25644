package org.charthouse.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charthouse.SharedSpark.assertSameRows;
import static org.charthouse.SharedSpark.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.functions;
import org.charthouse.SharedSpark;
import org.charthouse.spec.ColumnSpec;
import org.charthouse.spec.PrivacyClass;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableWriterTest {

    private static final String COLUMNS = "id bigint, name string, n int";
    private static final TableName TABLE = TableName.of("core.thing");
    private static final TableDefinition DEFINITION = TableDefinition.of(new TableContract(
            TABLE,
            "things",
            "one row per thing",
            List.of(
                    column("id", "bigint", PrivacyClass.TECHNICAL, 1),
                    column("name", "string", PrivacyClass.DIRECT_IDENTIFIER, 0),
                    column("n", "int", PrivacyClass.CLINICAL, 0))));

    @TempDir
    private Path folder = Path.of("");

    private Lake lake = new Lake(SharedSpark.session(), Path.of("target"));
    private TableWriter writer = new TableWriter(lake);

    @BeforeEach
    void openALake() {
        lake = new Lake(SharedSpark.session(), folder);
        writer = new TableWriter(lake);
    }

    @Test
    void appendAddsRowsAndReplaceLeavesOnlyItsOwn() {
        assertThat(lake.version(TABLE)).isEqualTo(Lake.ABSENT);
        assertThat(writer.append(DEFINITION, rows(COLUMNS, "1,a,1", "2,b,"))).isEqualTo(2);
        assertThat(writer.append(DEFINITION, rows(COLUMNS, "3,c,3"))).isEqualTo(1);
        assertSameRows(rows(COLUMNS, "1,a,1", "2,b,", "3,c,3"), lake.read(TABLE));
        assertThat(writer.replace(DEFINITION, rows(COLUMNS, "9,z,9"))).isEqualTo(1);
        assertSameRows(rows(COLUMNS, "9,z,9"), lake.read(TABLE));
        assertThat(lake.version(TABLE)).isEqualTo(2);
        assertThat(lake.read(TABLE, 1).count()).isEqualTo(3);
    }

    @Test
    void aTableThatAnEarlierBuildMadeGetsItsSettingsBeforeTheNextRowsAndNoneLater() {
        writer.append(DEFINITION, rows(COLUMNS, "1,a,1"));
        lake.session()
                .sql("ALTER TABLE " + lake.identifier(TABLE)
                        + " SET TBLPROPERTIES ('delta.logRetentionDuration' = 'interval 30 days')");
        writer.append(DEFINITION, rows(COLUMNS, "2,b,2"));
        assertThat(lake.properties(TABLE)).containsEntry("delta.logRetentionDuration", "interval 36500 days");
        assertThat(lake.version(TABLE)).as("settings, then rows").isEqualTo(3);
        TableDefinition bare =
                new TableDefinition(TABLE, DEFINITION.schema(), DEFINITION.key(), DEFINITION.lineage(), List.of());
        writer.append(bare, rows(COLUMNS, "3,c,3"));
        assertThat(lake.version(TABLE)).as("statistics taken away, then rows").isEqualTo(5);
        writer.append(bare, rows(COLUMNS, "4,d,4"));
        writer.replace(bare, rows(COLUMNS, "5,e,5"));
        assertThat(lake.version(TABLE)).as("nothing to settle").isEqualTo(7);
    }

    @Test
    void mergeCommitsOnlyWhatChanged() {
        List<String> content = List.of("name", "n");
        assertThat(writer.merge(DEFINITION, rows(COLUMNS, "1,a,", "2,b,2"), content))
                .isEqualTo(2);
        assertThat(writer.merge(DEFINITION, rows(COLUMNS, "2,b,2", "1,a,"), content))
                .as("unchanged, one of them with a null")
                .isZero();
        assertThat(lake.version(TABLE)).as("no commit").isZero();
        assertThat(writer.merge(DEFINITION, rows(COLUMNS, "1,a,", "2,changed,2", "3,new,3"), content))
                .isEqualTo(2);
        assertThat(lake.version(TABLE)).isEqualTo(1);
        assertSameRows(rows(COLUMNS, "1,a,", "2,changed,2", "3,new,3"), lake.read(TABLE));
    }

    @Test
    void deleteTakesRowsAwayAndIsNothingWhereThereIsNoTable() {
        writer.delete(TABLE, functions.lit(true));
        assertThat(lake.exists(TABLE)).isFalse();
        writer.append(DEFINITION, rows(COLUMNS, "1,a,1", "2,b,2"));
        writer.delete(TABLE, functions.col("id").gt(1));
        assertSameRows(rows(COLUMNS, "1,a,1"), lake.read(TABLE));
    }

    @Test
    void theLogKeepsExtremesOfTechnicalColumnsOnly() throws IOException {
        writer.append(DEFINITION, rows(COLUMNS, "41,Aaltonen,71", "42,Zwingli,72"));
        writer.merge(DEFINITION, rows(COLUMNS, "42,Yilmaz,73"), List.of("name", "n"));
        String log = log();
        assertThat(log).contains("minValues").contains("41").contains("42");
        assertThat(log).doesNotContain("Aaltonen").doesNotContain("Zwingli").doesNotContain("Yilmaz");
    }

    @Test
    void theLogOfATableOfIdentifiersAloneKeepsNoExtremes() throws IOException {
        TableDefinition bare =
                new TableDefinition(TABLE, DEFINITION.schema(), List.of("id"), java.util.Set.of(), List.of());
        writer.append(bare, rows(COLUMNS, "41,Aaltonen,71"));
        assertThat(log()).doesNotContain("Aaltonen").doesNotContain("\\\"id\\\":41");
    }

    private String log() throws IOException {
        try (Stream<Path> files = Files.list(lake.path(TABLE).resolve("_delta_log"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(TableWriterTest::text)
                    .collect(Collectors.joining());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ColumnSpec column(String name, String type, PrivacyClass privacy, int key) {
        return new ColumnSpec(name, type, "a " + name, privacy, key > 0, key, List.of(), false);
    }
}
