package org.charthouse.fhir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SQL on FHIR v2 ViewDefinition: one flat table out of one type of resource. Paths are FHIRPath and unchecked until
 * {@link ViewCompiler} meets a schema.
 *
 * @param name the table's name; {@code view} where the document has none
 * @param resource the FHIR resource type
 * @param where paths that must all be true for a resource to be taken
 */
public record ViewDefinition(
        String name, String resource, List<Constant> constants, List<Select> select, List<String> where) {

    /**
     * Reads a ViewDefinition from JSON.
     *
     * @throws org.charthouse.error.UserError with everything that is wrong with the document at once
     */
    public static ViewDefinition parse(String json) {
        return ViewDefinitionReader.read(json);
    }

    /**
     * A named value, {@code %name} in paths.
     *
     * @param value a String, Boolean, Integer or java.math.BigDecimal
     * @param type the FHIR type, {@code date}
     */
    public record Constant(String name, Object value, String type) {}

    /**
     * Columns and rows: at most one of forEach, forEachOrNull and repeat is set; columns, selects and unions multiply.
     *
     * @param repeat paths that are followed again and again; empty where the select does not repeat
     */
    public record Select(
            List<ViewColumn> columns,
            List<Select> select,
            @Nullable String forEach,
            @Nullable String forEachOrNull,
            List<String> repeat,
            List<Select> unionAll) {

        /** The path of forEach or forEachOrNull. */
        @Nullable
        String each() {
            return forEach != null ? forEach : forEachOrNull;
        }

        /** All columns in the order of the output, below this, too; of a union, the first branch's. */
        List<ViewColumn> allColumns() {
            List<ViewColumn> all = new ArrayList<>(columns);
            select.forEach(nested -> all.addAll(nested.allColumns()));
            if (!unionAll.isEmpty()) {
                all.addAll(unionAll.get(0).allColumns());
            }
            return all;
        }
    }

    /**
     * One column of the output.
     *
     * @param type the FHIR type that the author declares, empty where none
     * @param collection true: an array of all values; false: the first value
     */
    public record ViewColumn(String name, String path, String type, boolean collection, String description) {}
}
