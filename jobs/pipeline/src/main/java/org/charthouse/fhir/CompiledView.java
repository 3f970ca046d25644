package org.charthouse.fhir;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A view that can be applied to the rows of its resource. Column {@value #SOURCE} passes through as the first one
 * where the input has it; the other columns are text, boolean, integer, or arrays of them, as FHIR JSON has them.
 */
public final class CompiledView implements UnaryOperator<Dataset<Row>> {
    /** The lake's column that says whose row it is. */
    public static final String SOURCE = "source_system";

    /** What a query says that fails because a column that is no collection found several values. */
    public static final String SURPLUS = "several values were found where one may stand";

    private static final String ROWS = "__rows";

    private final StructType columns;
    private final Map<String, FhirType> types;
    private final Column where;
    private final Map<String, Column> scalars;
    private final List<Column> rows;

    /**
     * @param part the columns
     * @param types the FHIR type of each
     */
    CompiledView(ViewPart part, Map<String, FhirType> types, Column where) {
        this.columns = DataTypes.createStructType(part.outputs());
        this.types = Map.copyOf(types);
        this.where = where;
        this.scalars = Map.copyOf(part.scalars());
        this.rows = part.hasOneRow() ? List.of() : List.of(new ViewPart(part.outputs(), Map.of(), part.lists()).rows());
    }

    /** Whether a column holds numbers, as text where they are decimals. */
    public boolean isNumber(String column) {
        FhirType type = types.get(column);
        return type != null && type.kind().isNumber();
    }

    /** The view's own columns in order, without {@value #SOURCE}. */
    public StructType columns() {
        return columns;
    }

    /** The view of rows that have at least the resource's columns. Tombstones are for the caller to filter. */
    @Override
    public Dataset<Row> apply(Dataset<Row> resources) {
        List<Column> wide = new ArrayList<>();
        List<Column> ordered = new ArrayList<>();
        if (List.of(resources.columns()).contains(SOURCE)) {
            wide.add(col(SOURCE));
            ordered.add(col(SOURCE));
        }
        scalars.forEach((name, column) -> wide.add(column.as(name)));
        rows.forEach(array -> wide.add(explode(array).as(ROWS)));
        for (StructField field : columns.fields()) {
            String name = field.name();
            ordered.add(
                    scalars.containsKey(name)
                            ? col(name)
                            : col(ROWS).getField(name).as(name));
        }
        return resources.filter(where).select(wide.toArray(Column[]::new)).select(ordered.toArray(Column[]::new));
    }
}
