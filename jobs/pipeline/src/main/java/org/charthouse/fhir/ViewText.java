package org.charthouse.fhir;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.md5;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What rows of a view say as one text, so that a table can keep it whatever columns the view has. */
public final class ViewText {

    /** The values as JSON. */
    public static final String KNOWN = "known";

    /** MD5 of it. */
    public static final String HASH = "known_hash";

    private ViewText() {}

    /**
     * The texts.
     *
     * @param rows columns {@code source_system}, the key, and others
     * @return columns {@code source_system}, the key, {@value #KNOWN}, {@value #HASH}
     */
    public static Dataset<Row> of(Dataset<Row> rows, String key) {
        Column[] others = Arrays.stream(rows.columns())
                .filter(name -> !name.equals(key) && !name.equals(CompiledView.SOURCE))
                .map(name -> col("`" + name + "`"))
                .toArray(Column[]::new);
        return rows.select(
                        col(CompiledView.SOURCE),
                        col(key),
                        to_json(struct(others)).as(KNOWN))
                .withColumn(HASH, md5(col(KNOWN).cast("binary")));
    }
}
