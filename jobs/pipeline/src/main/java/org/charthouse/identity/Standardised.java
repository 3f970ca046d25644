package org.charthouse.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.spec.IdentitySpec;

/**
 * Patient records in the form in which they are compared: lower case, Latin accents folded, letters and digits only,
 * placeholders null.
 */
final class Standardised {

    private static final String ACCENTED = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿß";
    private static final String FOLDED = "aaaaaaaceeeeiiiinoooooouuuuyys";

    private Standardised() {}

    /**
     * Columns: {@code record} (source system and id, joined by a bar), {@code source_system}, {@code patient_id} and the
     * columns that the model compares.
     */
    static Dataset<Row> of(Dataset<Row> patients, IdentitySpec model) {
        List<Column> columns = new ArrayList<>();
        columns.add(concat(col("source_system"), lit("|"), col("patient_id")).as("record"));
        columns.add(col("source_system"));
        columns.add(col("patient_id"));
        TreeSet<String> compared = new TreeSet<>();
        model.rules().forEach(rule -> {
            compared.addAll(rule.equal());
            compared.addAll(rule.unless());
        });
        Object[] placeholders =
                model.placeholders().stream().map(Standardised::plain).toArray();
        for (String column : compared) {
            Column value = comparable(col(column).cast("string"));
            columns.add(when(value.notEqual("").and(value.isin(placeholders).equalTo(lit(false))), value)
                    .as(column));
        }
        return patients.select(columns.toArray(Column[]::new));
    }

    private static Column comparable(Column value) {
        return regexp_replace(translate(lower(value), ACCENTED, FOLDED), "[^\\p{L}\\p{N}]", "");
    }

    private static String plain(String placeholder) {
        return placeholder.toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
