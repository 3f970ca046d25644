package org.charthouse.pipeline;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.charthouse.lake.TableDefinition;
import org.charthouse.spec.TableName;

/** A job that writes one table with one number per row. */
record TinyJob(
        String name,
        Set<TableName> inputs,
        Set<TableName> outputs,
        String definition,
        boolean usesAsOf,
        Function<JobContext, Dataset<Row>> rows)
        implements Job {

    static final StructType NUMBERS = StructType.fromDDL("n bigint");

    static TinyJob named(String table) {
        return new TinyJob(table, Set.of(), tables(table), "1", false, TinyJob::none);
    }

    TinyJob reads(String... tables) {
        return new TinyJob(name, tables(tables), outputs, definition, usesAsOf, rows);
    }

    TinyJob writes(String... tables) {
        return new TinyJob(name, inputs, tables(tables), definition, usesAsOf, rows);
    }

    TinyJob definedBy(String text) {
        return new TinyJob(name, inputs, outputs, text, usesAsOf, rows);
    }

    TinyJob usingAsOf() {
        return new TinyJob(name, inputs, outputs, definition, true, rows);
    }

    TinyJob making(Function<JobContext, Dataset<Row>> made) {
        return new TinyJob(name, inputs, outputs, definition, usesAsOf, made);
    }

    @Override
    public Stage stage() {
        return Stage.FLATTEN;
    }

    @Override
    public JobReport run(JobContext context) {
        TableDefinition table =
                new TableDefinition(TableName.of(name), NUMBERS, java.util.List.of("n"), Set.of(), java.util.List.of());
        return JobReport.loaded(context.writer().replace(table, rows.apply(context)));
    }

    private static Dataset<Row> none(JobContext context) {
        return context.session().range(1).toDF("n");
    }

    private static Set<TableName> tables(String... names) {
        return Stream.of(names).map(TableName::of).collect(Collectors.toCollection(TreeSet::new));
    }
}
