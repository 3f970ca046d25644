package org.charthouse.lake;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.charthouse.SharedSpark.assertSameRows;
import static org.charthouse.SharedSpark.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.charthouse.SharedSpark;
import org.charthouse.key.Keyring;
import org.charthouse.spec.ColumnSpec;
import org.charthouse.spec.PrivacyClass;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptionTest {

    private static final String COLUMNS = "id bigint, name string, n int";
    private static final List<String> CONTENT = List.of("name", "n");
    private static final TableName TABLE = TableName.of("core.thing");
    private static final TableDefinition DEFINITION = definition(TABLE);

    @TempDir
    private Path folder = Path.of("");

    private Lake lake = new Lake(SharedSpark.session(), Path.of("target"));
    private TableWriter writer = new TableWriter(lake);
    private Path keyring = Path.of("");

    @BeforeEach
    void openALakeWithAKeyring() {
        keyring = folder.resolve("keyring");
        Keyring.add(keyring, "phi-1");
        open("phi-1");
    }

    @AfterEach
    void forgetTheKeyring() {
        lake.keys().settings().keySet().forEach(SharedSpark.session().conf()::unset);
    }

    @Test
    void everyFileOfATableUnderAKeyIsEncryptedWhateverTheOperation() {
        writer.append(DEFINITION, rows(COLUMNS, "1,Aaltonen,1", "2,Bartosz,2", "3,Zwingli,3"));
        assertThat(lake.version(TABLE)).as("made by one commit").isZero();
        writer.append(DEFINITION, rows(COLUMNS, "4,Quispe,4"));
        writer.merge(DEFINITION, rows(COLUMNS, "2,Yilmaz,2", "5,Xochitl,5"), CONTENT);
        writer.delete(TABLE, col("id").equalTo(3));
        lake.deltaTable(TABLE).optimize().executeCompaction();
        assertSameRows(rows(COLUMNS, "1,Aaltonen,1", "2,Yilmaz,2", "4,Quispe,4", "5,Xochitl,5"), lake.read(TABLE));
        assertThat(lake.read(TABLE, 1).count()).as("time travel").isEqualTo(4);
        writer.restore(TABLE, 1);
        writer.replace(DEFINITION, rows(COLUMNS, "1,Aaltonen,1", "6,Wojciech,6"));
        vacuumFilesOlderThan(1000);
        assertSameRows(rows(COLUMNS, "1,Aaltonen,1", "6,Wojciech,6"), lake.read(TABLE));
        assertThat(dataFiles(TABLE)).hasSizeGreaterThan(5).allSatisfy(EncryptionTest::isEncrypted);
        assertNothingInClear("Aaltonen", "Bartosz", "Zwingli", "Quispe", "Yilmaz", "Xochitl", "Wojciech");
    }

    /** Delta asks for the retention of the table, which is for ever, unless it is told not to. */
    private void vacuumFilesOlderThan(int hours) {
        String check = "spark.databricks.delta.retentionDurationCheck.enabled";
        lake.session().conf().set(check, "false");
        try {
            lake.deltaTable(TABLE).vacuum(hours);
        } finally {
            lake.session().conf().unset(check);
        }
    }

    @Test
    void countsAndExtremesAreThoseOfATableInClear() throws IOException {
        assertThat(writer.append(DEFINITION, rows(COLUMNS, "41,Aaltonen,71", "42,Zwingli,72")))
                .isEqualTo(2);
        String log = Files.readString(lake.path(TABLE).resolve("_delta_log/00000000000000000000.json"));
        assertThat(log)
                .contains("minValues")
                .contains("\\\"id\\\":41")
                .as("statistics of a column that is not among those of the key")
                .doesNotContain("\\\"n\\\":")
                .contains("a name");
    }

    @Test
    void withoutTheKeyNothingIsReadAndNothingIsWritten() throws IOException {
        writer.append(DEFINITION, rows(COLUMNS, "1,Aaltonen,1"));
        forgetTheKeyring();
        Lake without = new Lake(SharedSpark.session(), folder.resolve("lake"));
        assertThatThrownBy(() -> without.read(TABLE).collectAsList())
                .hasStackTraceContaining("ParquetCryptoRuntimeException");
        assertThatThrownBy(() -> new TableWriter(without).append(DEFINITION, rows(COLUMNS, "2,Zwingli,2")))
                .hasStackTraceContaining("no keyring is named");
        Keyring.add(folder.resolve("other"), "phi-1");
        ZoneKeys other = keys(folder.resolve("other"), Map.of("core", "phi-1"));
        Lake wrong = new Lake(SharedSpark.session(), folder.resolve("lake"), other);
        assertThatThrownBy(() -> wrong.read(TABLE).collectAsList()).hasStackTraceContaining("does not open with key");
        assertNothingInClear("Aaltonen", "Zwingli");
    }

    @Test
    void aNewKeyIsUsedFromTheNextWriteOnAndTheOldOneStillOpensOldFiles() {
        writer.append(DEFINITION, rows(COLUMNS, "1,Aaltonen,1"));
        Keyring.add(keyring, "phi-2");
        open("phi-2");
        writer.append(DEFINITION, rows(COLUMNS, "2,Zwingli,2"));
        assertThat(lake.key(TABLE)).contains("phi-2");
        assertSameRows(rows(COLUMNS, "1,Aaltonen,1", "2,Zwingli,2"), lake.read(TABLE));
        assertThat(dataFiles(TABLE))
                .anySatisfy(file -> assertThat(text(file)).contains("phi-2"))
                .anySatisfy(file -> assertThat(text(file)).contains("phi-1"));
        assertThat(new TableVersions(lake, TABLE).areUnder("phi-2")).isFalse();
        assertThat(writer.encrypt(TABLE)).as("old files are written again").isTrue();
        assertThat(writer.encrypt(TABLE)).as("done already").isFalse();
        assertThat(new TableVersions(lake, TABLE).areUnder("phi-2")).isTrue();
        assertThat(new TableVersions(lake, TABLE).onlyRewrittenSince(2))
                .as("no row changed")
                .isTrue();
        assertSameRows(rows(COLUMNS, "1,Aaltonen,1", "2,Zwingli,2"), lake.read(TABLE));
    }

    @Test
    void aTableInClearIsWrittenAgainWhenItsZoneGetsAKey() {
        TableWriter before = new TableWriter(new Lake(SharedSpark.session(), folder.resolve("lake")));
        before.append(DEFINITION, rows(COLUMNS, "1,Aaltonen,1", "2,Bartosz,2"));
        assertThat(lake.key(TABLE)).isEmpty();
        List<Path> clear = dataFiles(TABLE);
        assertThat(writer.encrypt(TABLE)).isTrue();
        assertThat(writer.encrypt(TABLE)).as("done already").isFalse();
        assertThat(lake.version(TABLE)).as("one commit").isEqualTo(1);
        assertThat(lake.key(TABLE)).contains("phi-1");
        assertThat(lake.properties(TABLE)).containsEntry("delta.dataSkippingStatsColumns", "id");
        assertSameRows(rows(COLUMNS, "1,Aaltonen,1", "2,Bartosz,2"), lake.read(TABLE));
        assertThat(dataFiles(TABLE).stream().filter(file -> !clear.contains(file)))
                .isNotEmpty()
                .allSatisfy(EncryptionTest::isEncrypted);
    }

    @Test
    void aTableInClearThatIsReplacedIsWrittenOnceAndOneThatIsRestoredGetsItsKeyAgain() {
        TableWriter before = new TableWriter(new Lake(SharedSpark.session(), folder.resolve("lake")));
        before.append(DEFINITION, rows(COLUMNS, "1,Aaltonen,1"));
        assertThat(writer.replace(DEFINITION, rows(COLUMNS, "2,Bartosz,2"))).isEqualTo(1);
        assertThat(lake.version(TABLE)).as("one commit").isEqualTo(1);
        assertThat(new TableVersions(lake, TABLE).areUnder("phi-1")).isTrue();
        writer.restore(TABLE, 0);
        assertSameRows(rows(COLUMNS, "1,Aaltonen,1"), lake.read(TABLE));
        assertThat(new TableVersions(lake, TABLE).areUnder("phi-1")).isTrue();
    }

    @Test
    void aZoneWithoutAKeyStaysInClear() {
        TableName mart = TableName.of("mart.thing");
        writer.append(definition(mart), rows(COLUMNS, "1,count,1"));
        assertThat(lake.key(mart)).isEmpty();
        assertThat(dataFiles(mart))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(text(file)).startsWith("PAR1"));
    }

    private void open(String key) {
        lake = new Lake(SharedSpark.session(), folder.resolve("lake"), keys(keyring, Map.of("core", key)));
        writer = new TableWriter(lake);
    }

    private static ZoneKeys keys(Path keyring, Map<String, String> zones) {
        SortedMap<String, String> sorted = new TreeMap<>(zones);
        return new ZoneKeys(Keyring.class.getName(), keyring.toString(), sorted);
    }

    private List<Path> dataFiles(TableName table) {
        return files(lake.path(table)).stream()
                .filter(file -> file.toString().endsWith(".parquet"))
                .filter(file -> !file.toString().contains("_delta_log"))
                .toList();
    }

    private void assertNothingInClear(String... planted) {
        assertThat(files(lake.root()))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(text(file)).doesNotContain(planted));
    }

    private static void isEncrypted(Path file) {
        assertThat(text(file)).startsWith("PARE").endsWith("PARE");
    }

    private static List<Path> files(Path below) {
        try (Stream<Path> walk = Files.walk(below)) {
            return walk.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TableDefinition definition(TableName table) {
        return TableDefinition.of(new TableContract(
                table,
                "things",
                "one row per thing",
                List.of(
                        column("id", "bigint", PrivacyClass.TECHNICAL, 1),
                        column("name", "string", PrivacyClass.DIRECT_IDENTIFIER, 0),
                        column("n", "int", PrivacyClass.CLINICAL, 0))));
    }

    private static ColumnSpec column(String name, String type, PrivacyClass privacy, int key) {
        return new ColumnSpec(name, type, "a " + name, privacy, key > 0, key, List.of(), false);
    }
}
