package org.charthouse.conform;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;

/** Whether the columns of a mapping query are elements of its resource. */
public final class MappingCheck {

    private static final List<String> REQUIRED = List.of("source_system", "delivery_on", "id");

    private MappingCheck() {}

    /**
     * Notes what does not fit.
     *
     * @param file the query's file, as the user knows it
     * @param made the schema of the query's rows
     * @param resource the kept elements of the resource
     */
    public static void check(String file, StructType made, StructType resource, Problems problems) {
        List<String> names = List.of(made.fieldNames());
        for (String name : REQUIRED) {
            if (!names.contains(name)) {
                problems.add("Missing column '" + name + "'", Place.of(file), "every resource needs it", "select it");
            }
        }
        StructType elements = DataTypes.createStructType(Arrays.stream(made.fields())
                .filter(field -> !REQUIRED.subList(0, 2).contains(field.name()))
                .toArray(StructField[]::new));
        for (String stranger : Shape.strangers(elements, resource, "")) {
            String last = stranger.substring(stranger.lastIndexOf('.') + 1);
            problems.add(
                    "Unknown element '" + stranger + "'",
                    Place.of(file),
                    "the element list of the resource does not keep it",
                    NearestWord.cure(last, List.of(resource.fieldNames())));
        }
    }
}
