package org.charthouse.measure;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Which rows of a type can be found by codes. Rows that cannot are neither read further nor sent to another task. */
final class CodedRows {

    /** A condition with more codes than this costs more than the rows that it leaves out. */
    private static final int MOST_CODES = 20_000;

    private CodedRows() {}

    /**
     * The condition that a row has one of the codes.
     *
     * @param codes by the element that has them
     * @return empty where rows cannot be told apart by these elements
     */
    static Optional<Column> condition(StructType row, Map<String, Set<String>> codes) {
        int count = codes.values().stream().mapToInt(Set::size).sum();
        List<Column> conditions = new ArrayList<>();
        for (Map.Entry<String, Set<String>> each : codes.entrySet()) {
            Optional<Column> condition = Arrays.asList(row.fieldNames()).contains(each.getKey())
                    ? has(
                            col("`" + each.getKey() + "`"),
                            row.apply(each.getKey()).dataType(),
                            each.getValue())
                    : Optional.empty();
            if (condition.isEmpty()) {
                return Optional.empty();
            }
            conditions.add(coalesce(condition.get(), lit(false)));
        }
        return count > MOST_CODES ? Optional.empty() : conditions.stream().reduce(Column::or);
    }

    /** Of a Coding, a CodeableConcept, or a list of them. */
    private static Optional<Column> has(Column value, DataType type, Set<String> codes) {
        if (type instanceof ArrayType list) {
            DataType item = list.elementType();
            return has(value, item, codes).isPresent()
                    ? Optional.of(exists(value, each -> has(each, item, codes).orElseThrow()))
                    : Optional.empty();
        }
        if (!(type instanceof StructType struct)) {
            return Optional.empty();
        }
        List<String> fields = Arrays.asList(struct.fieldNames());
        if (fields.contains("coding")) {
            return has(value.getField("coding"), struct.apply("coding").dataType(), codes);
        }
        return fields.contains("system") && fields.contains("code")
                ? Optional.of(value.getField("code").isin(codes.toArray()))
                : Optional.empty();
    }
}
