package org.charthouse.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.key.Keyring;
import org.charthouse.key.PrivateFolder;
import org.charthouse.lake.Lake;
import org.charthouse.lake.LakeSession;
import org.charthouse.lake.TableDefinition;
import org.charthouse.lake.TableWriter;
import org.charthouse.lake.ZoneKeys;
import org.charthouse.spec.HouseSpec;
import org.charthouse.spec.TableName;
import org.charthouse.spec.UpkeepSpec;

/** What encryption at rest costs: a table written, and scanned whole, in clear and encrypted. */
final class EncryptionBenchmark {

    private static final TableName CLEAR = new TableName("mart", "observation");
    private static final TableName ENCRYPTED = new TableName("core", "observation");

    private final Lake lake;
    private final Dataset<Row> rows;

    private EncryptionBenchmark(Lake lake, Dataset<Row> rows) {
        this.lake = lake;
        this.rows = rows;
    }

    /** Takes the number of rows and of rounds. */
    public static void main(String[] arguments) throws IOException {
        long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 7;
        Path folder = Files.createTempDirectory("charthouse-benchmark");
        try {
            HouseSpec house =
                    new HouseSpec("landing", "lake", "reports", 4, 4, 64, 0, 0, Optional.empty(), UpkeepSpec.USUAL);
            SparkSession session = LakeSession.start(house, folder.resolve("tmp"));
            Path keyring = PrivateFolder.make(folder.resolve("keys")).resolve("keyring");
            Keyring.add(keyring, "phi");
            ZoneKeys keys =
                    new ZoneKeys(Keyring.class.getName(), keyring.toString(), new TreeMap<>(Map.of("core", "phi")));
            Dataset<Row> made = observations(session, rows).persist(StorageLevel.MEMORY_ONLY());
            System.out.printf("%,d rows, %d rounds%n%n", made.count(), rounds);
            new EncryptionBenchmark(new Lake(session, folder.resolve("lake"), keys), made).print(rounds);
            session.stop();
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private void print(int rounds) {
        System.out.println("| work | clear | encrypted | ratio: median (quartiles) |\n|---|---|---|---|");
        System.out.println(
                Rounds.of(rounds, () -> write(CLEAR), () -> write(ENCRYPTED)).lines("write"));
        System.out.println(
                Rounds.of(rounds, () -> scan(CLEAR), () -> scan(ENCRYPTED)).lines("scan of all columns"));
        if (lake.key(CLEAR).isPresent() || lake.key(ENCRYPTED).isEmpty()) {
            throw new IllegalStateException("the tables are not what they were meant to be");
        }
    }

    private void write(TableName table) {
        new TableWriter(lake)
                .replace(new TableDefinition(table, rows.schema(), List.of("id"), Set.of(), List.of("id")), rows);
    }

    private void scan(TableName table) {
        Dataset<Row> read = lake.read(table);
        Column[] all = Arrays.stream(read.columns()).map(name -> col(name)).toArray(Column[]::new);
        read.agg(sum(xxhash64(all).mod(1_000_003))).collectAsList();
    }

    /** Rows as wide, and as hard to compress, as laboratory results are: about 180 bytes as text. */
    private static Dataset<Row> observations(SparkSession session, long rows) {
        return session.range(0, rows, 1, 4)
                .selectExpr(
                        "id",
                        "sha2(cast(id % 50000 AS string), 256) AS person_id",
                        "concat('LOINC-', id * 7 % 997) AS code",
                        "cast(xxhash64(id) % 100000 AS decimal(18, 2)) / 7 AS value",
                        "date_add(DATE'2015-01-01', cast(id % 4000 AS int)) AS observed_on",
                        "concat_ws(' ', 'ordered by', id % 313, 'at desk', id % 17, md5(cast(id AS string))) AS note");
    }
}
