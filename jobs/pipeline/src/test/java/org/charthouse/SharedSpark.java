package org.charthouse;

import com.holdenkarau.spark.testing.JavaDatasetSuiteBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.charthouse.lake.LakeSession;
import org.charthouse.spec.Specifications;

/** The one session of all tests, set up as in use, and the shipped configuration. */
public final class SharedSpark {

    private static final Path INSTALL = Path.of(Objects.requireNonNull(System.getProperty("charthouse.install")));

    private SharedSpark() {}

    /** The folder that holds {@code conf} and {@code schemas} as they ship. */
    public static Path install() {
        return INSTALL;
    }

    /** Puts {@code conf} and {@code schemas} as they ship into a folder, to be altered. */
    public static void copyConfiguration(Path into) throws IOException {
        for (String root : List.of("conf", "schemas")) {
            try (Stream<Path> walk = Files.walk(INSTALL.resolve(root))) {
                for (Path from : walk.toList()) {
                    Files.copy(from, into.resolve(INSTALL.relativize(from).toString()));
                }
            }
        }
    }

    /** The shipped configuration. */
    public static Specifications specs() {
        return Shipped.SPECS;
    }

    /** The session as every command starts it; the first caller waits for it. */
    public static SparkSession session() {
        System.setProperty("spark.hadoop.fs.file.impl", FullDisk.class.getName());
        return LakeSession.start(specs().house());
    }

    /** A table of text columns, cast to the types given: {@code rows("id string, n int", "a,1", "b,")}; empty is null. */
    public static Dataset<Row> rows(String ddl, String... lines) {
        StructType schema = StructType.fromDDL(ddl);
        StructType texts = new StructType();
        for (String name : schema.fieldNames()) {
            texts = texts.add(name, "string");
        }
        List<Row> rows = Arrays.stream(lines)
                .map(line -> org.apache.spark.sql.RowFactory.create(Arrays.stream(line.split(",", -1))
                        .map(value -> value.isEmpty() ? null : value.strip())
                        .toArray()))
                .toList();
        Column[] cast = Arrays.stream(schema.fields())
                .map(field -> functions.col(field.name()).cast(field.dataType()).as(field.name()))
                .toArray(Column[]::new);
        return session().createDataFrame(rows, texts).select(cast);
    }

    /** Fails with the rows that differ, whatever their order. Both sides need columns of equal names and types. */
    public static void assertSameRows(Dataset<Row> expected, Dataset<Row> found) {
        new JavaDatasetSuiteBase().assertDataFrameNoOrderEquals(bare(expected), bare(found));
    }

    /** Without comments on columns, which are no part of the rows. */
    private static Dataset<Row> bare(Dataset<Row> rows) {
        StructType plain = new StructType();
        for (StructField field : rows.schema().fields()) {
            plain = plain.add(field.name(), field.dataType());
        }
        return session().createDataFrame(rows.toJavaRDD(), plain);
    }

    private static final class Shipped {
        static final Specifications SPECS = Specifications.read(INSTALL.resolve("conf"), INSTALL.resolve("schemas"));
    }
}
