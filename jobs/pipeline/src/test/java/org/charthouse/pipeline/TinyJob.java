package org.charthouse.pipeline;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.Problem;
import org.charthouse.lake.TableDefinition;
import org.charthouse.spec.TableName;

/** A job that writes one table with one number per row. */
record TinyJob(
        String name,
        Set<TableName> inputs,
        Set<TableName> outputs,
        String definition,
        boolean usesAsOf,
        Function<JobContext, Dataset<Row>> rows,
        List<Problem> fatal)
        implements Job {

    static final StructType NUMBERS = StructType.fromDDL("n bigint");

    static TinyJob named(String table) {
        return new TinyJob(table, Set.of(), tables(table), "1", false, TinyJob::none, List.of());
    }

    TinyJob reads(String... tables) {
        return new TinyJob(name, tables(tables), outputs, definition, usesAsOf, rows, fatal);
    }

    TinyJob writes(String... tables) {
        return new TinyJob(name, inputs, tables(tables), definition, usesAsOf, rows, fatal);
    }

    TinyJob definedBy(String text) {
        return new TinyJob(name, inputs, outputs, text, usesAsOf, rows, fatal);
    }

    TinyJob usingAsOf() {
        return new TinyJob(name, inputs, outputs, definition, true, rows, fatal);
    }

    TinyJob making(Function<JobContext, Dataset<Row>> made) {
        return new TinyJob(name, inputs, outputs, definition, usesAsOf, made, fatal);
    }

    TinyJob finding(Problem problem) {
        return new TinyJob(name, inputs, outputs, definition, usesAsOf, rows, List.of(problem));
    }

    @Override
    public Stage stage() {
        return Stage.FLATTEN;
    }

    @Override
    public JobReport run(JobContext context) {
        TableDefinition table = new TableDefinition(TableName.of(name), NUMBERS, List.of("n"), Set.of(), List.of());
        return new JobReport(0, context.writer().replace(table, rows.apply(context)), 0, 0, "", List.of(), fatal);
    }

    private static Dataset<Row> none(JobContext context) {
        return context.session().range(1).toDF("n");
    }

    private static Set<TableName> tables(String... names) {
        return Stream.of(names).map(TableName::of).collect(Collectors.toCollection(TreeSet::new));
    }
}
