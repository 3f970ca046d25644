package org.charthouse.feed;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Problems;
import org.charthouse.spec.ColumnSpec;
import org.charthouse.spec.FileSpec;
import org.charthouse.spec.FillSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.SqlText;
import org.charthouse.spec.TableContract;

/** Resolves the expressions of CSV feeds and holds their types against the extract contracts, without starting Spark. */
public final class FeedCheck {

    private static final Set<DataType> WHOLE =
            Set.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);

    private final Specifications specs;
    private final Problems problems;

    public FeedCheck(Specifications specs, Problems problems) {
        this.specs = specs;
        this.problems = problems;
    }

    /** Notes what does not resolve or fit, each at its line; whatever else is wrong with the feeds. */
    public void run() {
        specs.feeds().values().forEach(feed -> feed.files().forEach(this::file));
    }

    private void file(FileSpec file) {
        SourceColumns source = SourceColumns.of(file);
        file.fills().forEach(fill -> fill(source, fill));
    }

    private void fill(SourceColumns source, FillSpec fill) {
        TableContract contract = specs.extracts().get(fill.table());
        if (contract == null) { // told where the files are read
            return;
        }
        fill.columns().forEach((name, sql) -> contract.column(name).ifPresent(column -> column(source, column, sql)));
        fill.where()
                .flatMap(sql -> source.expression(sql, problems))
                .filter(made -> !made.dataType().equals(DataTypes.BooleanType))
                .ifPresent(made -> problems.add(
                        "'where' is no condition",
                        fill.where().orElseThrow().place(),
                        "it gives a value of type " + made.dataType().sql() + ", not true or false",
                        "compare columns, as in TYPE = 'CHARGE'"));
    }

    private void column(SourceColumns source, ColumnSpec column, SqlText sql) {
        if (source.position(sql.sql()) >= 0) {
            return;
        }
        if (sql.sql().matches("[A-Za-z_][A-Za-z0-9_]*") && !sql.sql().matches("(?i)null|true|false")) {
            problems.add(
                    "Unknown column `" + sql.sql() + "`",
                    sql.place(),
                    "neither 'columns' nor 'optional' of the file has it",
                    NearestWord.cure(sql.sql(), source.names()));
            return;
        }
        source.expression(sql, problems)
                .filter(made -> !fits(made.dataType(), column.type()))
                .ifPresent(made -> problems.add(
                        "The expression gives " + made.dataType().sql().toLowerCase(java.util.Locale.ROOT),
                        sql.place(),
                        "column '" + column.name() + "' of the extract is of type " + column.type(),
                        "give text, or a value of that type, for instance by CAST"));
    }

    /** Text is read as the feed writes values; all else must be of the type already. */
    static boolean fits(DataType made, String wanted) {
        if (made.equals(DataTypes.StringType) || made.equals(DataTypes.NullType)) {
            return true;
        }
        boolean isTime = List.of(DataTypes.TimestampType, DataTypes.TimestampNTZType, DataTypes.DateType)
                .contains(made);
        return switch (wanted) {
            case "string" -> isTime || WHOLE.contains(made) || made instanceof DecimalType;
            case "date" -> made.equals(DataTypes.DateType);
            case "timestamp" -> isTime;
            case "boolean" -> made.equals(DataTypes.BooleanType);
            case "int", "bigint" -> WHOLE.contains(made);
            default -> WHOLE.contains(made) || made instanceof DecimalType || made.equals(DataTypes.DoubleType);
        };
    }
}
