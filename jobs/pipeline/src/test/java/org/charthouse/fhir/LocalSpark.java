package org.charthouse.fhir;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.charthouse.SharedSpark;

/** Small resources as rows, in the session that all tests share. */
final class LocalSpark {
    private LocalSpark() {}

    static SparkSession session() {
        return SharedSpark.session();
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
