package org.charthouse.measure.data;

import java.util.ArrayList;
import java.util.List;
import org.charthouse.measure.value.Code;
import org.charthouse.measure.value.Concept;
import org.jspecify.annotations.Nullable;

/** The codes in whatever may hold codes. */
final class Codings {

    private Codings() {}

    static List<Code> of(@Nullable Object value) {
        List<Code> codes = new ArrayList<>(2);
        add(value, codes);
        return codes;
    }

    private static void add(@Nullable Object value, List<Code> codes) {
        if (value instanceof List<?> list) {
            for (Object item : list) {
                add(item, codes);
            }
        } else if (value instanceof Element element) {
            switch (element.type()) {
                case "CodeableConcept" -> add(element.get("coding"), codes);
                case "Coding" -> codes.add(element.code());
                default -> {} // a choice may be a Reference, which has no code
            }
        } else if (value instanceof FhirPrimitive primitive && primitive.value() instanceof String text) {
            codes.add(new Code(text, null, null, null));
        } else if (value instanceof Code code) {
            codes.add(code);
        } else if (value instanceof Concept concept) {
            codes.addAll(concept.codes());
        }
    }
}
