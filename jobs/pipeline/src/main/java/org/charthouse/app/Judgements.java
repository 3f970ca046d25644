package org.charthouse.app;

import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.charthouse.dq.RuleBook;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.spec.TableName;

/** What data-quality rules found in the state in force, or would find by the rules as they stand now. */
public final class Judgements {

    private static final List<String> TABLES =
            List.of("dq.result", "dq.result_stratum", "dq.failing_row", "dq.correction");

    private final House house;
    private final Lake lake;
    private final Manifest manifest;

    /**
     * Of the state in force.
     *
     * @throws org.charthouse.error.UserError if nothing was published yet
     */
    public Judgements(House house, Lake lake) {
        this.house = house;
        this.lake = lake;
        this.manifest = house.manifest(lake);
    }

    /** The number of the manifest in force. */
    public long manifest() {
        return manifest.run();
    }

    /** Judges the tables that are published; nothing is written. */
    public List<Row> now(RuleBook rules) {
        Map<TableName, Dataset<Row>> tables = new TreeMap<>();
        rules.reads().stream()
                .filter(table -> manifest.tables().getOrDefault(table, Lake.ABSENT) != Lake.ABSENT)
                .forEach(table -> tables.put(table, rows(table)));
        return rules.judge(tables, manifest.asOf());
    }

    /** Asks what the last run found: {@code dq.*}, which are empty where no run has made them. */
    public Dataset<Row> ask(String query) {
        DeclaredSql sql = new DeclaredSql(lake.session()).asOf(manifest.asOf());
        TABLES.forEach(name -> sql.with(name, rows(TableName.of(name))));
        return sql.query(query);
    }

    /** In the form of the contract: columns that an earlier version did not write are null. */
    private Dataset<Row> rows(TableName table) {
        long version = manifest.tables().getOrDefault(table, Lake.ABSENT);
        if (version == Lake.ABSENT) {
            return lake.empty(house.definition(table));
        }
        Dataset<Row> rows = lake.read(table, version);
        List<String> present = List.of(rows.columns());
        for (StructField field : house.definition(table).schema().fields()) {
            if (!present.contains(field.name())) {
                rows = rows.withColumn(field.name(), lit(null).cast(field.dataType()));
            }
        }
        return rows;
    }
}
