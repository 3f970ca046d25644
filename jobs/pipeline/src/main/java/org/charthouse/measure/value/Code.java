package org.charthouse.measure.value;

import org.jspecify.annotations.Nullable;

/**
 * A code of a code system (CQL 1.5, 3.1 Code).
 *
 * @param system the URI of its system
 * @param display what was shown with it; it takes no part in comparisons of equivalence
 */
public record Code(
        @Nullable String code,
        @Nullable String system,
        @Nullable String version,
        @Nullable String display) {

    @Override
    public String toString() {
        return system + "|" + code;
    }
}
