package org.charthouse.feed;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.Problems;
import org.charthouse.lake.RowExpression;
import org.charthouse.spec.FileSpec;
import org.charthouse.spec.SqlText;

/**
 * The columns of a file by which expressions know its lines, all of them text.
 *
 * @param names in the order of {@link SourceLine}
 * @param required how many of them, from the first on, each file has
 */
record SourceColumns(List<String> names, int required) {

    static SourceColumns of(FileSpec file) {
        return new SourceColumns(file.sourceColumns(), file.columns().size());
    }

    /** Where the column stands that an expression consists of; -1 where it is more than the name of one. */
    int position(String sql) {
        boolean isQuoted = sql.length() > 2 && sql.startsWith("`") && sql.endsWith("`");
        return names.indexOf(isQuoted ? sql.substring(1, sql.length() - 1) : sql);
    }

    /** The expression, resolved; empty with a problem noted where it does not resolve. */
    Optional<Expression> expression(SqlText sql, Problems problems) {
        StructType row = new StructType();
        for (String name : names) {
            row = row.add(name, DataTypes.StringType);
        }
        return RowExpression.of(sql.place(), sql.sql(), row, problems);
    }
}
