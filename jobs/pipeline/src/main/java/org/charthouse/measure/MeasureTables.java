package org.charthouse.measure;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.TableName;

/** The tables that persons' results are kept in, and the rows of {@link PersonOutput} that belong in each. */
final class MeasureTables {

    static final TableName RESULT = new TableName("measure", "person_result");
    static final TableName FAILURE = new TableName("measure", "failure");
    static final TableName CATALOG = new TableName("measure", "catalog");

    private static final Map<TableName, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put(RESULT, PersonOutput.RESULT);
        KINDS.put(new TableName("measure", "observation"), PersonOutput.OBSERVED);
        KINDS.put(new TableName("measure", "evidence"), PersonOutput.EVIDENCE);
        KINDS.put(new TableName("measure", "stratum"), PersonOutput.STRATUM);
        KINDS.put(new TableName("measure", "care"), PersonOutput.CARE);
        KINDS.put(FAILURE, PersonOutput.FAILURE);
    }

    private final JobContext context;

    MeasureTables(JobContext context) {
        this.context = context;
    }

    /** All tables of the job. */
    static Set<TableName> all() {
        Set<TableName> all = new TreeSet<>(KINDS.keySet());
        all.add(CATALOG);
        return all;
    }

    /**
     * Puts results in place of what was known.
     *
     * @param found rows of all kinds
     * @param persons of whom they are, in one column; empty where they are of all
     * @return by table, rows written
     */
    Map<TableName, Long> write(Dataset<Row> found, Optional<Dataset<Row>> persons) {
        Map<TableName, Long> written = new LinkedHashMap<>();
        KINDS.forEach((table, kind) -> {
            TableDefinition definition = context.definitionOf(table);
            Column[] columns = Arrays.stream(definition.schema().fieldNames())
                    .map(name -> col(name))
                    .toArray(Column[]::new);
            Dataset<Row> rows = found.filter(col("kind").equalTo(lit(kind))).select(columns);
            written.put(
                    table,
                    persons.isPresent()
                            ? context.writer().replaceGroups(definition, persons.get(), rows)
                            : context.writer().replace(definition, rows));
        });
        return written;
    }

    /** Rows of some persons. */
    static Dataset<Row> of(Dataset<Row> rows, Dataset<Row> persons) {
        return rows.join(broadcast(persons), new String[] {PersonRows.PERSON}, "left_semi");
    }
}
