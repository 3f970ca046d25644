package org.charthouse.terminology;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.charthouse.lake.StaticCall;
import org.charthouse.terminology.DerivedColumns.Coded;

/** Adds the derived columns to rows: one static call per code and one per result, in generated code. */
public final class TerminologyColumns {

    private static final StructType CODE = StructType.fromDDL("code string, system string, method string");
    private static final StructType RESULT =
            StructType.fromDDL("value decimal(18,6), comparator string, unit string, method string");
    private static final String MADE = "__made_";
    private static final String OF_RESULT = "__result";

    private TerminologyColumns() {}

    /**
     * The rows with what is derived of them.
     *
     * @param rows with the columns that {@link DerivedColumns#sources} names, all of them text
     */
    public static Dataset<Row> add(Dataset<Row> rows, DerivedColumns derived, TerminologyCalls calls) {
        if (derived.isEmpty()) {
            return rows;
        }
        Column[] codes = derived.concepts().stream()
                .map(code -> call("code", CODE, struct(col(code.system()), col(code.code())), calls)
                        .as(MADE + code.prefix()))
                .toArray(Column[]::new);
        Dataset<Row> coded = rows.select(with(rows, codes))
                .select(with(
                        rows,
                        derived.concepts().stream()
                                .flatMap(TerminologyColumns::unfolded)
                                .toArray(Column[]::new)));
        return derived.hasResult() ? withResult(coded, calls) : coded;
    }

    private static Stream<Column> unfolded(Coded code) {
        return Stream.of(0, 1, 2)
                .map(i -> col(MADE + code.prefix())
                        .getField(CODE.fieldNames()[i])
                        .as(code.derived().get(i)));
    }

    private static Dataset<Row> withResult(Dataset<Row> rows, TerminologyCalls calls) {
        List<String> code = new Coded("").derived();
        Column[] sources = Stream.concat(Stream.of(code.get(1), code.get(0)), DerivedColumns.RESULT_SOURCES.stream())
                .map(name -> col(name))
                .toArray(Column[]::new);
        Column made = call("result", RESULT, struct(sources), calls).as(OF_RESULT);
        Column[] unfolded = new Column[DerivedColumns.RESULT.size()];
        for (int i = 0; i < unfolded.length; i++) {
            unfolded[i] = col(OF_RESULT).getField(RESULT.fieldNames()[i]).as(DerivedColumns.RESULT.get(i));
        }
        return rows.select(with(rows, made)).select(with(rows, unfolded));
    }

    private static Column[] with(Dataset<Row> rows, Column... more) {
        return Stream.concat(
                        Arrays.stream(Objects.requireNonNull(rows.columns())).map(name -> col(name)),
                        Arrays.stream(more))
                .toArray(Column[]::new);
    }

    private static Column call(String method, StructType result, Column argument, TerminologyCalls calls) {
        return StaticCall.column(TerminologyCalls.class, method, result, argument, calls);
    }
}
