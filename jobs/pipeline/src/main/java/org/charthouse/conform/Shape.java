package org.charthouse.conform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Brings what a mapping query made into the shape of the resource: fields by name, absent ones null, a struct without
 * any value null, empty arrays null. So a mapping names only what it fills, and need not guard every null.
 */
final class Shape {

    private Shape() {}

    static Column fit(Column value, DataType from, DataType to) {
        if (from instanceof StructType have && to instanceof StructType want) {
            return when(says(value, from), fields(value, have, want));
        }
        if (from instanceof ArrayType have && to instanceof ArrayType want) {
            Column said = filter(value, each -> says(each, have.elementType()));
            return when(says(value, from), transform(said, each -> fit(each, have.elementType(), want.elementType())));
        }
        return value.cast(to);
    }

    /** Whether there is any value in it, at any depth. */
    private static Column says(Column value, DataType type) {
        if (type instanceof StructType struct) {
            return Arrays.stream(struct.fields())
                    .map(field -> says(value.getField(field.name()), field.dataType()))
                    .reduce(Column::or)
                    .orElse(lit(false));
        }
        if (type instanceof ArrayType array) {
            return coalesce(exists(value, each -> says(each, array.elementType())), lit(false));
        }
        return value.isNotNull();
    }

    /** Names of fields that the shape does not have, as dotted paths. */
    static List<String> strangers(DataType from, DataType to, String path) {
        if (from instanceof ArrayType have && to instanceof ArrayType want) {
            return strangers(have.elementType(), want.elementType(), path);
        }
        if (!(from instanceof StructType have) || !(to instanceof StructType want)) {
            boolean nested = from instanceof StructType
                    || from instanceof ArrayType
                    || to instanceof StructType
                    || to instanceof ArrayType;
            return nested ? List.of(path) : List.of();
        }
        List<String> known = List.of(want.fieldNames());
        return Arrays.stream(have.fields())
                .flatMap(field -> {
                    String here = path.isEmpty() ? field.name() : path + "." + field.name();
                    return known.contains(field.name())
                            ? strangers(
                                    field.dataType(), want.apply(field.name()).dataType(), here)
                                    .stream()
                            : java.util.stream.Stream.of(here);
                })
                .toList();
    }

    private static Column fields(Column value, StructType have, StructType want) {
        List<String> given = List.of(have.fieldNames());
        return struct(Arrays.stream(want.fields())
                .map(field -> given.contains(field.name())
                        ? fit(
                                        value.getField(field.name()),
                                        have.apply(field.name()).dataType(),
                                        field.dataType())
                                .as(field.name(), field.metadata())
                        : lit(null).cast(field.dataType()).as(field.name(), field.metadata()))
                .toArray(Column[]::new));
    }
}
