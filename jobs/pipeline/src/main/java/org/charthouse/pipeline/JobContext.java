package org.charthouse.pipeline;

import static org.apache.spark.sql.functions.lit;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.lake.JobEntry;
import org.charthouse.lake.Lake;
import org.charthouse.lake.TableDefinition;
import org.charthouse.lake.TableVersions;
import org.charthouse.lake.TableWriter;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/**
 * What a job may touch: its declared inputs in pinned versions, and a writer.
 *
 * @param specs the configuration
 * @param lake the lake; for jobs, a means to write
 * @param home the folders of this house
 * @param run number of this run, from 1
 * @param asOf the date that the run stands for
 * @param pinned versions of the declared inputs
 * @param previous what this job last finished
 * @param definition hash of the job's definition now
 * @param full whether everything is to be made from nothing
 */
public record JobContext(
        Specifications specs,
        Lake lake,
        Home home,
        long run,
        LocalDate asOf,
        SortedMap<TableName, Long> pinned,
        Optional<JobEntry> previous,
        String definition,
        boolean full) {

    /** The folders of a house, absolute. */
    public record Home(Path landing, Path reports) {}

    public SparkSession session() {
        return lake.session();
    }

    public TableWriter writer() {
        return new TableWriter(lake);
    }

    /** Whether a declared input has any version yet. */
    public boolean has(TableName table) {
        return version(table) != Lake.ABSENT;
    }

    /**
     * A declared input, as it was when the job began; one with a contract that does not exist yet has no rows.
     *
     * @throws IllegalStateException if the job did not declare it: a defect of the job
     */
    public Dataset<Row> read(TableName table) {
        return inForm(table, version(table));
    }

    /**
     * A table that the job itself writes, as it last finished it. Empty where it never did.
     */
    public Optional<Dataset<Row>> published(TableName table) {
        return previous.map(entry -> entry.outputs().getOrDefault(table, Lake.ABSENT))
                .filter(version -> version != Lake.ABSENT)
                .map(version -> inForm(table, version));
    }

    /**
     * A declared input as the job read it when it last worked; empty where it did not, there was none, or its files are
     * gone.
     */
    public Optional<Dataset<Row>> lastRead(TableName table) {
        return previous.map(entry -> entry.inputs().getOrDefault(table, Lake.ABSENT))
                .filter(version -> version != Lake.ABSENT)
                .filter(version -> version == lake.version(table) || new TableVersions(lake, table).isWhole(version))
                .map(version -> inForm(table, version));
    }

    /** Spark SQL over all declared inputs; one that was never made, though it has a contract, has no rows. */
    public DeclaredSql sql() {
        DeclaredSql sql = new DeclaredSql(session()).asOf(asOf);
        pinned.forEach((table, version) -> {
            if (version != Lake.ABSENT || specs.contracts().containsKey(table)) {
                sql.with(table.toString(), read(table));
            }
        });
        return sql;
    }

    /** The form of a table that has a contract. */
    public TableDefinition definitionOf(TableName table) {
        return TableDefinition.of(specs.contract(table));
    }

    /** Whether the job must start from nothing: it never ran, what defines it has changed, or a full run was asked for. */
    public boolean fromNothing() {
        return full
                || previous.map(entry -> !entry.definition().equals(definition)).orElse(true);
    }

    /** A version in the form of the contract: columns that it does not have yet are null. */
    private Dataset<Row> inForm(TableName table, long version) {
        if (version == Lake.ABSENT && specs.contracts().containsKey(table)) {
            return lake.empty(definitionOf(table));
        }
        Dataset<Row> rows = lake.read(table, version);
        if (!specs.contracts().containsKey(table)) {
            return rows;
        }
        List<String> present = List.of(rows.columns());
        for (StructField field : definitionOf(table).schema().fields()) {
            if (!present.contains(field.name())) {
                rows = rows.withColumn(field.name(), lit(null).cast(field.dataType()));
            }
        }
        return rows;
    }

    private long version(TableName table) {
        Long version = pinned.get(table);
        if (version == null) {
            throw new IllegalStateException("the job reads " + table + " without declaring it");
        }
        return version;
    }
}
