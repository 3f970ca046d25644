package org.charthouse.terminology.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.lake.RowExpression;
import org.charthouse.lake.RowFunctions;
import org.charthouse.spec.CodeLayout;
import org.charthouse.spec.CodeListSpec;
import org.charthouse.spec.SqlText;
import org.jspecify.annotations.Nullable;

/**
 * What a layout says of a line, resolved against the fields that lines have.
 *
 * @param names of the columns; the first is that which tells whether a line is of a code
 * @param found an expression for each
 */
record LayoutColumns(List<String> names, List<Expression> found) {

    private static final Map<String, DataType> TYPES = Map.of(
            "where", DataTypes.BooleanType,
            "is_billable", DataTypes.BooleanType,
            "effective_from", DataTypes.DateType,
            "effective_until", DataTypes.DateType);

    /** The columns of a layout; empty, with the problems noted, where one does not resolve or has a wrong type. */
    static Optional<LayoutColumns> of(CodeLayout layout, List<String> fields, Problems problems) {
        StructType row = new StructType();
        for (String field : fields) {
            row = row.add(field, DataTypes.StringType);
        }
        List<String> names = new ArrayList<>(List.of("where"));
        names.addAll(layout.columns().keySet());
        List<SqlText> asked =
                new ArrayList<>(List.of(layout.where().orElse(new SqlText("true", Place.of(CodeListSpec.FOLDER)))));
        asked.addAll(layout.columns().values());
        Problems own = new Problems();
        List<Expression> found = RowExpression.all(asked, row, RowFunctions.NONE, own).stream()
                .flatMap(Optional::stream)
                .toList();
        for (int i = 0; own.isEmpty() && i < names.size(); i++) {
            DataType wanted = TYPES.getOrDefault(names.get(i), DataTypes.StringType);
            DataType is = found.get(i).dataType();
            if (!is.equals(wanted) && !is.equals(DataTypes.NullType)) {
                own.add(
                        "Wrong type of column '" + names.get(i) + "'",
                        asked.get(i).place(),
                        "it is " + is.sql() + " and must be " + wanted.sql(),
                        "write CAST(... AS " + wanted.sql() + "), or to_date(..., 'yyyyMMdd') for a date");
            }
        }
        problems.addAll(own.sorted());
        return own.isEmpty() ? Optional.of(new LayoutColumns(names, found)) : Optional.empty();
    }

    boolean isOfCode(InternalRow row) {
        return Boolean.TRUE.equals(found.get(0).eval(row));
    }

    /** Values in Spark's own form, by column. */
    Map<String, @Nullable Object> values(InternalRow row) {
        Map<String, @Nullable Object> values = new TreeMap<>();
        for (int i = 1; i < found.size(); i++) {
            values.put(names.get(i), found.get(i).eval(row));
        }
        return values;
    }
}
