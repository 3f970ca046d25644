package org.charthouse.fhir;

import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of an extension of a resource itself where a list says no more than {@code extension}: the types of value
 * that US Core and QI-Core put there, and one more level below. Each type of value is a column.
 */
final class ExtensionPaths {
    private static final List<String> PRIMITIVE = List.of(
            "valueString",
            "valueCode",
            "valueId",
            "valueUri",
            "valueUrl",
            "valueCanonical",
            "valueMarkdown",
            "valueBoolean",
            "valueInteger",
            "valuePositiveInt",
            "valueUnsignedInt",
            "valueDecimal",
            "valueDate",
            "valueDateTime",
            "valueInstant",
            "valueTime");
    private static final List<String> CODED = List.of("valueCoding", "valueCodeableConcept");
    private static final List<String> LINKED = List.of("valueReference", "valuePeriod");
    private static final List<String> BROAD =
            List.of("valueQuantity", "valueRange", "valueAge", "valueDuration", "valueIdentifier", "valueAddress");

    /** Of a resource itself. */
    static final ElementPaths TOP =
            paths(join(PRIMITIVE, CODED, LINKED, BROAD), join(PRIMITIVE, CODED, LINKED, List.of("valueQuantity")));

    /** Of a modifier: the flags that the profiles have, and what may say why. */
    static final ElementPaths MODIFIER =
            paths(join(List.of("valueBoolean", "valueCode", "valueString"), CODED), List.of());

    /** Of an extension. */
    static final ElementPaths NESTED = paths(join(PRIMITIVE, CODED), List.of());

    private ExtensionPaths() {}

    private static ElementPaths paths(List<String> values, List<String> nested) {
        ElementPaths paths = ElementPaths.of(List.of("url"));
        values.forEach(value -> paths.add(value));
        if (!nested.isEmpty()) {
            paths.add("extension.url");
            nested.forEach(value -> paths.add("extension." + value));
        }
        return paths;
    }

    @SafeVarargs
    private static List<String> join(List<String>... lists) {
        List<String> all = new ArrayList<>();
        for (List<String> list : lists) {
            all.addAll(list);
        }
        return all;
    }
}
