package org.charthouse.fhir;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.NearestWord;
import org.jspecify.annotations.Nullable;

/**
 * What a FHIRPath expression means in Spark: a collection, held as an array without nulls, or at most one value. An
 * empty collection is null or an empty array; both count as empty everywhere.
 *
 * @param column null for the resource itself, whose elements are the columns of the data set
 * @param type the type of one item
 * @param many the column is an array of the type
 * @param primitive the FHIR type where the Spark type hides it (decimal, date, ...), else empty
 * @param choice the choice element that stands below the column and waits for its {@code ofType}, else empty
 */
record Focus(@Nullable Column column, DataType type, boolean many, String primitive, String choice) {

    static Focus resource(StructType type) {
        return new Focus(null, type, false, "", "");
    }

    static Focus single(Column column, DataType type) {
        return new Focus(column, type, false, "", "");
    }

    /** One item of this collection. */
    Focus item(Column item) {
        return new Focus(item, type, false, primitive, "");
    }

    /** The same collection with other contents. */
    Focus with(Column contents) {
        return new Focus(contents, type, many, primitive, "");
    }

    /** The column of a value; a resource or an undecided choice has none. */
    Column value() {
        if (!choice.isEmpty()) {
            throw new IllegalArgumentException("'" + choice + "' has several types: follow it with ofType(...)");
        }
        if (column == null) {
            throw new IllegalArgumentException("the whole resource is no value: name an element of it");
        }
        return column;
    }

    Focus child(String name) {
        if (!choice.isEmpty()) {
            throw new IllegalArgumentException("'" + choice + "' has several types: follow it with ofType(...)");
        }
        if (!(type instanceof StructType struct)) {
            throw new IllegalArgumentException("'" + name + "' is sought in a primitive value");
        }
        for (StructField field : struct.fields()) {
            if (choiceOf(field).equals(name)) {
                return new Focus(column, type, many, "", name);
            }
            if (field.name().equals(name)) {
                refuseJsonName(field);
                return pick(field);
            }
        }
        List<String> valid = new ArrayList<>();
        for (StructField field : struct.fields()) {
            valid.add(choiceOf(field).isEmpty() ? field.name() : choiceOf(field));
        }
        throw new IllegalArgumentException(
                "the element '" + name + "' is unknown or not kept, " + NearestWord.cure(name, valid));
    }

    /** The value of a choice element where it has this type. */
    Focus ofType(String fhirType) {
        if (choice.isEmpty()) {
            throw new IllegalArgumentException("ofType(" + fhirType + ") follows no choice element");
        }
        String name = choice + fhirType.substring(0, 1).toUpperCase(Locale.ROOT) + fhirType.substring(1);
        List<String> valid = new ArrayList<>();
        for (StructField field : ((StructType) type).fields()) {
            if (field.name().equals(name)) {
                return new Focus(column, type, many, "", "").pick(field);
            }
            if (choiceOf(field).equals(choice)) {
                valid.add(field.name());
            }
        }
        throw new IllegalArgumentException("'" + name + "' is unknown or not kept, " + NearestWord.cure(name, valid));
    }

    /** A child by its name in the row; for ours, the key of a Reference, as well as for FHIR's. */
    Focus pick(StructField field) {
        boolean array = field.dataType() instanceof ArrayType;
        DataType item = field.dataType() instanceof ArrayType list ? list.elementType() : field.dataType();
        return new Focus(contents(field.name(), array), item, many || array, primitiveOf(field), "");
    }

    private Column contents(String name, boolean array) {
        if (column == null) {
            return col("`" + name + "`");
        }
        Column contents = column.getField(name);
        if (!many) {
            return contents;
        }
        return array ? flat(contents) : filter(contents, Column::isNotNull);
    }

    /** Whether there is anything; never null. */
    Column exists() {
        if (!choice.isEmpty()) {
            Column any = lit(false);
            for (StructField field : ((StructType) type).fields()) {
                if (choiceOf(field).equals(choice)) {
                    any = any.or(
                            new Focus(column, type, many, "", "").pick(field).exists());
                }
            }
            return any;
        }
        if (column == null) {
            return lit(true);
        }
        return many ? coalesce(size(column).gt(0), lit(false)) : column.isNotNull();
    }

    /** The items that a condition keeps. */
    Focus where(UnaryOperator<Focus> condition) {
        if (many) {
            return with(filter(value(), item -> Operations.truth(condition.apply(item(item)))));
        }
        Column kept = Operations.truth(condition.apply(this));
        return column == null
                ? single(when(kept, lit(true)), org.apache.spark.sql.types.DataTypes.BooleanType)
                : with(when(kept, value()));
    }

    /** The first item, or the only one. */
    Focus first() {
        return many ? item(get(value(), lit(0))) : this;
    }

    /** Every item changed; items that become null vanish. */
    Focus map(UnaryOperator<Column> change, DataType result) {
        Column changed = many ? filter(transform(value(), change::apply), Column::isNotNull) : change.apply(value());
        return new Focus(changed, result, many, "", "");
    }

    /** The collection as an array; null or without items where it is empty. */
    Column items() {
        return many ? value() : when(value().isNotNull(), array(value()));
    }

    /** One array out of an array of arrays. Null among them would make Spark's flatten null. */
    static Column flat(Column arrays) {
        return flatten(filter(arrays, Column::isNotNull));
    }

    private static String choiceOf(StructField field) {
        return field.metadata().contains(FhirSchema.CHOICE) ? field.metadata().getString(FhirSchema.CHOICE) : "";
    }

    private static String primitiveOf(StructField field) {
        return field.metadata().contains(FhirSchema.PRIMITIVE)
                ? field.metadata().getString(FhirSchema.PRIMITIVE)
                : "";
    }

    private static void refuseJsonName(StructField field) {
        String choice = choiceOf(field);
        if (!choice.isEmpty()) {
            throw new IllegalArgumentException("'" + field.name() + "' is JSON, not FHIRPath: write " + choice
                    + ".ofType(" + field.name().substring(choice.length()) + ")");
        }
    }
}
