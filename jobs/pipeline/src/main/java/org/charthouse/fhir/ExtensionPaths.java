package org.charthouse.fhir;

import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of an extension where a list says no more than {@code extension}: the types of value that US Core and
 * QI-Core put there, and one more level below. Each type of value is a column for each place, so a place deep in a
 * resource keeps fewer of them than its top.
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
    /** What a translation has below it. */
    private static final List<String> TRANSLATED = List.of("valueString", "valueMarkdown", "valueCode");

    private static final List<String> CODED = List.of("valueCoding", "valueCodeableConcept");
    private static final List<String> LINKED = List.of("valueReference", "valuePeriod");
    private static final List<String> BROAD =
            List.of("valueQuantity", "valueRange", "valueAge", "valueDuration", "valueIdentifier", "valueAddress");

    /** Of a resource itself. */
    static final ElementPaths TOP =
            paths("", join(PRIMITIVE, CODED, LINKED, BROAD), join(PRIMITIVE, CODED, LINKED, List.of("valueQuantity")));

    /** Of an element. */
    static final ElementPaths INSIDE = paths("", join(PRIMITIVE, CODED, LINKED), join(PRIMITIVE, CODED));

    /** Of an extension. */
    static final ElementPaths NESTED = paths("", join(PRIMITIVE, CODED), List.of());

    /** What stands beside a primitive, {@code _birthDate}: its id and its extensions (FHIR R4, 2.6.2.3). */
    static final ElementPaths BESIDE_PRIMITIVE = beside();

    private ExtensionPaths() {}

    private static ElementPaths beside() {
        ElementPaths paths = paths("extension.", join(PRIMITIVE, CODED), TRANSLATED);
        paths.add("id");
        return paths;
    }

    private static ElementPaths paths(String before, List<String> values, List<String> nested) {
        ElementPaths paths = ElementPaths.of(List.of(before + "url"));
        values.forEach(value -> paths.add(before + value));
        if (!nested.isEmpty()) {
            paths.add(before + "extension.url");
            nested.forEach(value -> paths.add(before + "extension." + value));
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
