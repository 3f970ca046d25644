package org.charthouse.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** The best record of each person, whole: the one with most attributes filled, then by source and id. */
final class GoldenRecord {

    private static final List<String> ATTRIBUTES = List.of(
            "national_id", "family_name", "given_name", "birth_on", "sex_code", "postcode", "state", "phone", "email");

    private GoldenRecord() {}

    static Dataset<Row> of(Dataset<Row> patients, Dataset<Row> links) {
        Column filled = ATTRIBUTES.stream()
                .map(name -> when(col(name).isNotNull(), 1).otherwise(0))
                .reduce(Column::plus)
                .orElseThrow();
        Column nth = row_number()
                .over(Window.partitionBy("person_id").orderBy(filled.desc(), col("source_system"), col("patient_id")));
        Column anyDead = max(col("is_deceased")).over(Window.partitionBy("person_id"));
        return patients.join(
                        links.select("source_system", "patient_id", "person_id"),
                        new String[] {"source_system", "patient_id"})
                .withColumn("is_deceased", anyDead)
                .withColumn("nth", nth)
                .filter(col("nth").equalTo(1));
    }
}
