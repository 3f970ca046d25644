package org.charthouse.app;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.lake.ContentHash;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.TableDefinition;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;

/**
 * Content hashes by which two lakes can be compared: without lineage, and with each person id replaced by the person's
 * smallest record, because ids tell when a person was first met.
 */
public final class Contents {

    private static final TableName LINK = new TableName("identity", "link");

    private final House house;
    private final Lake lake;
    private final Manifest manifest;

    /**
     * The contents of one state.
     *
     * @param manifest the state; its links say which persons are the same
     */
    public Contents(House house, Lake lake, Manifest manifest) {
        this.house = house;
        this.lake = lake;
        this.manifest = manifest;
    }

    /** The hash of one version of a table. */
    public String hash(TableName table, long version) {
        Dataset<Row> rows = lake.read(table, version);
        for (String person : List.of("person_id", "replaced_by")) {
            if (List.of(rows.columns()).contains(person)) {
                rows = named(rows, person);
            }
        }
        return ContentHash.of(rows, lineage(table));
    }

    private Set<String> lineage(TableName table) {
        TableContract contract = house.specs().contracts().get(table);
        return contract == null
                ? TableDefinition.FHIR_LINEAGE
                : new HashSet<>(TableDefinition.of(contract).lineage());
    }

    private Dataset<Row> named(Dataset<Row> rows, String column) {
        long version = manifest.tables().getOrDefault(LINK, Lake.ABSENT);
        if (version == Lake.ABSENT) {
            return rows;
        }
        Dataset<Row> names = lake.read(LINK, version)
                .groupBy(col("person_id").as("named_id"))
                .agg(min(concat(col("source_system"), lit("|"), col("patient_id")))
                        .as("named_by"));
        return rows.join(names, rows.col(column).equalTo(names.col("named_id")), "left")
                .withColumn(column, coalesce(col("named_by"), col(column)))
                .drop("named_id", "named_by");
    }
}
