package org.charthouse.app;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.dq.WorkItem;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/** Brings the lines of a work list that was filled in elsewhere to the items that they are about: all of them, or none. */
public final class WorkImport {

    private static final StructType FORM = new StructType()
            .add("table_name", DataTypes.StringType)
            .add("rule", DataTypes.StringType)
            .add("source_system", DataTypes.StringType)
            .add("row_key", DataTypes.StringType)
            .add("said_state", DataTypes.StringType)
            .add("new_owner", DataTypes.StringType)
            .add("new_note", DataTypes.StringType)
            .add("new_expires_on", DataTypes.DateType)
            .add("line", DataTypes.IntegerType);

    private final WorkList list;
    private final WorkLines lines;

    public WorkImport(WorkList list, WorkLines lines) {
        this.list = list;
        this.lines = lines;
    }

    /**
     * How many items would be changed.
     *
     * @throws UserError with all lines that are about no item
     */
    public long count() {
        return WorkList.changed(wanted()).count();
    }

    /**
     * Decides as the lines say.
     *
     * @throws UserError with all lines that are about no item; nothing is changed then
     */
    public WorkList.Made make() {
        return list.make(wanted());
    }

    private Dataset<Row> wanted() {
        Dataset<Row> items = list.items(WorkFilter.ALL);
        List<Row> rows = lines.lines().stream().map(WorkImport::row).toList();
        Dataset<Row> said = broadcast(items.sparkSession().createDataFrame(rows, FORM));
        Dataset<Row> met = items.join(said, WorkItem.KEY.toArray(String[]::new));
        refuseOthers(met.select("line").collectAsList().stream()
                .map(row -> row.getInt(0))
                .collect(Collectors.toSet()));
        return met.withColumn(
                "new_state",
                when(col("said_state").isin(WorkLines.DECIDED.toArray()), col("said_state"))
                        .otherwise(col("state")));
    }

    private void refuseOthers(Set<Integer> met) {
        List<Problem> problems = new ArrayList<>();
        lines.lines().stream()
                .filter(line -> !met.contains(line.number()))
                .forEach(line -> problems.add(new Problem(
                        "Line of no item",
                        new Place(lines.file(), line.number(), null),
                        "no row with that table, rule, source and key breaks the rule or did so",
                        "export the list anew, and fill in that")));
        if (!problems.isEmpty()) {
            throw new UserError(ExitCode.INPUT, problems);
        }
    }

    private static Row row(WorkLines.Line line) {
        List<String> key = line.key();
        return RowFactory.create(
                key.get(0),
                key.get(1),
                key.get(2),
                key.get(3),
                line.state(),
                line.owner().orElse(null),
                line.note().orElse(null),
                line.expiresOn().map(java.sql.Date::valueOf).orElse(null),
                line.number());
    }
}
