package org.charthouse.fhir;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** One small session for the tests of this package, with the lake's settings where they matter here. */
final class LocalSpark {
    private LocalSpark() {}

    static SparkSession session() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("fhir")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.ansi.enabled", "true")
                .getOrCreate();
    }

    /** The rows of a fhir table, without the lake's own columns. */
    static Dataset<Row> rows(ElementTree tree, String... lines) {
        return session()
                .createDataset(List.of(lines), Encoders.STRING())
                .toDF("text")
                .select(FhirJson.parse(functions.col("text"), tree).as("row"))
                .select("row.*");
    }
}
