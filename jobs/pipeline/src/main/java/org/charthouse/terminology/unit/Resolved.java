package org.charthouse.terminology.unit;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of the values of one code in one unit.
 *
 * @param method see {@link CanonicalResult}
 * @param unit the canonical unit; null where there is none
 * @param conversion null where there is no canonical unit
 */
record Resolved(
        String method, @Nullable String unit, @Nullable Conversion conversion) {

    static Resolved without(String method) {
        return new Resolved(method, null, null);
    }
}
