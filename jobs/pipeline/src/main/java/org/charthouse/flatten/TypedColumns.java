package org.charthouse.flatten;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.charthouse.fhir.FhirTypes;

/** Texts as values of their contract's types, and the list of those that are none. */
final class TypedColumns {

    private TypedColumns() {}

    static Column typed(Column text, DataType from, StructField wanted) {
        return FhirTypes.typed(text, from, wanted.dataType()).as(wanted.name());
    }

    /** The column that lists which values of a row could not be typed. */
    static Column untyped(
            List<StructField> wanted, Function<StructField, Column> text, Function<StructField, DataType> from) {
        List<Column> unfit = new ArrayList<>();
        for (StructField field : wanted) {
            if (!from.apply(field).equals(field.dataType())) {
                unfit.add(when(
                        FhirTypes.isUnfit(text.apply(field), from.apply(field), field.dataType()), lit(field.name())));
            }
        }
        Column list =
                unfit.isEmpty() ? array().cast("array<string>") : array_compact(array(unfit.toArray(Column[]::new)));
        return list.as(FlattenJob.UNTYPED);
    }
}
