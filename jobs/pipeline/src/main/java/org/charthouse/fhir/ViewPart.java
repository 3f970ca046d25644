package org.charthouse.fhir;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructField;

/**
 * The output of a piece of a view, for one resource or one forEach item: scalars, which have one value, and lists of
 * rows, all of which multiply.
 *
 * @param outputs every column of the piece in its order
 * @param scalars columns by name
 * @param lists arrays of structs
 */
record ViewPart(List<StructField> outputs, Map<String, Column> scalars, List<RowList> lists) {

    /** An array of structs with these fields. */
    record RowList(Column rows, List<StructField> fields) {}

    static ViewPart empty() {
        return new ViewPart(List.of(), Map.of(), List.of());
    }

    static ViewPart scalar(StructField output, Column column) {
        return new ViewPart(List.of(output), Map.of(output.name(), column), List.of());
    }

    static ViewPart list(Column rows, List<StructField> fields) {
        return new ViewPart(fields, Map.of(), List.of(new RowList(rows, fields)));
    }

    ViewPart and(ViewPart other) {
        List<StructField> allOutputs = new ArrayList<>(outputs);
        allOutputs.addAll(other.outputs);
        Map<String, Column> allScalars = new LinkedHashMap<>(scalars);
        allScalars.putAll(other.scalars);
        List<RowList> allLists = new ArrayList<>(lists);
        allLists.addAll(other.lists);
        return new ViewPart(allOutputs, allScalars, allLists);
    }

    boolean hasOneRow() {
        return lists.isEmpty();
    }

    /** The piece as one struct where it has one row, else as an array of structs. */
    Column rowOrRows() {
        return hasOneRow() ? row(scalars) : product(0, scalars);
    }

    /** The piece as an array of structs. */
    Column rows() {
        return hasOneRow() ? array(row(scalars)) : product(0, scalars);
    }

    /** Each row of this list with each row of the ones after it. */
    private Column product(int at, Map<String, Column> bound) {
        RowList list = lists.get(at);
        boolean last = at == lists.size() - 1;
        Column rows = transform(list.rows(), item -> {
            Map<String, Column> columns = new LinkedHashMap<>(bound);
            list.fields().forEach(field -> columns.put(field.name(), item.getField(field.name())));
            return last ? row(columns) : product(at + 1, columns);
        });
        return last ? rows : Focus.flat(rows);
    }

    private Column row(Map<String, Column> columns) {
        return struct(outputs.stream()
                .filter(output -> columns.containsKey(output.name()))
                .map(output -> column(columns, output.name()).as(output.name()))
                .toArray(Column[]::new));
    }

    private static Column column(Map<String, Column> columns, String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new IllegalStateException("a column was filtered in without a value");
        }
        return column;
    }
}
