package org.charthouse.fhir;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
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
 * @param fhir the FHIR type of one item
 * @param choice the choice element that stands below the column and waits for its {@code ofType}, else empty
 */
record Focus(@Nullable Column column, DataType type, boolean many, FhirType fhir, String choice) {

    /** An element that FHIR has but that is not kept here, or that FHIR does not have. */
    static final class Unknown extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Unknown(String message) {
            super(message);
        }
    }

    static Focus resource(StructType type, FhirType fhir) {
        return new Focus(null, type, false, fhir, "");
    }

    /** One primitive value; decimals, dates and times are text. */
    static Focus single(Column column, String fhirType) {
        return new Focus(column, FhirSchema.primitive(fhirType), false, FhirType.primitive(fhirType), "");
    }

    static Focus flag(Column column) {
        return single(column, "boolean");
    }

    /** {@code {}} as it is written. */
    static Focus nothing() {
        return new Focus(lit(null).cast("string"), DataTypes.StringType, false, FhirType.primitive(""), "");
    }

    FhirKind kind() {
        return choice.isEmpty() ? fhir.kind() : FhirKind.COMPLEX;
    }

    /** One item of this collection. */
    Focus item(Column item) {
        return new Focus(item, type, false, fhir, "");
    }

    /** One item that is not there. */
    Focus absent() {
        return item(lit(null).cast(type));
    }

    /** The same collection with other contents. */
    Focus with(Column contents) {
        return new Focus(contents, type, many, fhir, "");
    }

    /** The column of a value; a resource or an undecided choice has none. */
    Column value() {
        if (!choice.isEmpty()) {
            throw undecided();
        }
        if (column == null) {
            throw new IllegalArgumentException("the whole resource is no value: name an element of it");
        }
        return column;
    }

    private IllegalArgumentException undecided() {
        return new IllegalArgumentException("'" + choice + "' has several types: follow it with ofType(...)");
    }

    Focus child(String name) {
        if (!choice.isEmpty()) {
            throw undecided();
        }
        if (!(type instanceof StructType struct)) {
            throw new Unknown("'" + name + "' is sought in a primitive value");
        }
        if (!fhir.choices(name).isEmpty()) {
            return new Focus(column, type, many, fhir, name);
        }
        FhirType.Child child = fhir.children().get(name);
        if (child == null || !Arrays.asList(struct.fieldNames()).contains(name)) {
            throw new Unknown(
                    "the element '" + name + "' is unknown or not kept, " + NearestWord.cure(name, fhir.elements()));
        }
        if (!child.choice().isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' is JSON, not FHIRPath: write " + child.choice()
                    + ".ofType(" + child.type().name() + ")");
        }
        return pick(struct.apply(name), child.type());
    }

    /** The items of a type; of a choice element, its value where it has the type. */
    Focus ofType(String wanted) {
        FhirType target = FhirType.named(wanted);
        if (target == null) {
            throw new IllegalArgumentException("FHIR has no type '" + wanted + "'");
        }
        if (choice.isEmpty()) {
            return isA(fhir.name(), wanted) ? this : of(target, lit(null));
        }
        List<FhirType.Child> choices = fhir.choices(choice);
        for (FhirType.Child each : choices) {
            if (each.type().name().equals(wanted)) {
                if (!Arrays.asList(((StructType) type).fieldNames()).contains(each.jsonName())) {
                    throw new Unknown("'" + each.jsonName() + "' is not kept");
                }
                return new Focus(column, type, many, fhir, "")
                        .pick(((StructType) type).apply(each.jsonName()), each.type());
            }
        }
        throw new Unknown("'" + choice + "' is never of type " + wanted + ", "
                + NearestWord.cure(
                        wanted, choices.stream().map(each -> each.type().name()).toList()));
    }

    /** FHIR's text types are all a kind of string, its integers of integer, its URIs of uri. */
    static boolean isA(String type, String wanted) {
        return type.equals(wanted)
                || switch (wanted) {
                    case "uri" -> List.of("url", "canonical", "oid", "uuid").contains(type);
                    case "string" -> List.of("code", "id", "markdown").contains(type);
                    case "integer" -> List.of("positiveInt", "unsignedInt").contains(type);
                    default -> false;
                };
    }

    private static Focus of(FhirType target, Column nothing) {
        DataType type = target.model() == null ? FhirSchema.primitive(target.name()) : new StructType();
        return new Focus(nothing.cast(type), type, false, target, "");
    }

    /** A child by its name in the row; for ours, the key of a Reference, as well as for FHIR's. */
    Focus pick(StructField field, FhirType child) {
        boolean array = field.dataType() instanceof ArrayType;
        DataType item = field.dataType() instanceof ArrayType list ? list.elementType() : field.dataType();
        return new Focus(contents(field.name(), array), item, many || array, child, "");
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
            StructType struct = (StructType) type;
            for (FhirType.Child each : fhir.choices(choice)) {
                if (Arrays.asList(struct.fieldNames()).contains(each.jsonName())) {
                    Focus value = new Focus(column, type, many, fhir, "");
                    any = any.or(value.pick(struct.apply(each.jsonName()), each.type())
                            .exists());
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
        return with(when(kept, column == null ? whole() : value()));
    }

    /** The resource as a value of its own: what may be absent is no longer the row itself. */
    private Column whole() {
        return struct(Arrays.stream(((StructType) type).fieldNames())
                .map(name -> col("`" + name + "`"))
                .toArray(Column[]::new));
    }

    /** The first item, or the only one. */
    Focus first() {
        return many ? item(get(value(), lit(0))) : this;
    }

    /** Every item changed; items that become null vanish. */
    Focus map(UnaryOperator<Column> change, String result) {
        Column changed = many ? filter(transform(value(), change::apply), Column::isNotNull) : change.apply(value());
        return new Focus(changed, FhirSchema.primitive(result), many, FhirType.primitive(result), "");
    }

    /** The collection as an array; null or without items where it is empty. */
    Column items() {
        return many ? value() : when(value().isNotNull(), array(value()));
    }

    /** Quantity and what FHIR derives from it. */
    static boolean isQuantity(String type) {
        return List.of("Quantity", "SimpleQuantity", "Age", "Distance", "Duration", "Count", "MoneyQuantity")
                .contains(type);
    }

    /** One array out of an array of arrays. Null among them would make Spark's flatten null. */
    static Column flat(Column arrays) {
        return flatten(filter(arrays, Column::isNotNull));
    }
}
