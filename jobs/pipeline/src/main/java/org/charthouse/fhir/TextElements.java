package org.charthouse.fhir;

import java.util.List;
import java.util.Set;

/**
 * Complex elements that are kept as JSON text where a list names no part of them. Each part of a struct is a column that is
 * written for every row, and these are rarely there and more rarely read; a path such as {@code subject.identifier.type.text}
 * gives them columns again.
 */
final class TextElements {

    private static final String EXTENSION = "Extension";

    /** Types of values for which extensions at the top of a resource have columns. */
    private static final Set<String> OF_EXTENSIONS =
            Set.of("Coding", "CodeableConcept", "Period", "Reference", "Quantity", EXTENSION);

    /** The same for extensions inside these. */
    private static final Set<String> OF_NESTED = Set.of("Coding", "CodeableConcept", "Period");

    private TextElements() {}

    /**
     * Whether an element is one of them: an extension of an element, what qualifies the identifier of a reference, or an
     * unusual value of an extension.
     *
     * @param name of the element
     * @param type of the element
     * @param stack types of what it stands in, the resource first
     */
    static boolean contain(String name, String type, List<String> stack) {
        String parent = stack.get(stack.size() - 1);
        if (parent.equals(EXTENSION)) {
            boolean isNested = stack.indexOf(EXTENSION) < stack.size() - 1;
            return !(isNested ? OF_NESTED : OF_EXTENSIONS).contains(type);
        }
        if (name.equals(FhirSchema.EXTENSION)) {
            return stack.size() > 1;
        }
        return parent.equals("Identifier")
                && stack.size() > 1
                && stack.get(stack.size() - 2).equals("Reference");
    }
}
