package org.charthouse.terminology;

import org.jspecify.annotations.Nullable;

/**
 * A code in the form in which codes are compared.
 *
 * @param code null where the method says why there is none
 * @param system URI of its code system; null as well
 * @param method how it came to be: one of the words of this class
 */
public record NormalizedCode(
        @Nullable String code, @Nullable String system, String method) {

    /** System and code were sent in this form. */
    public static final String AS_SENT = "as-sent";
    /** Only the writing changed: another name of the system, dots, case, leading zeros. */
    public static final String NORMALISED = "normalised";
    /** A reviewed mapping of the site says what the code stands for. */
    public static final String MAPPED = "mapped";
    /** The code system is not known here, or none was sent, and no mapping names the code. */
    public static final String UNMAPPED = "unmapped";
    /** The code system is known, and its codes are not written so. */
    public static final String INVALID_FORMAT = "invalid-format";

    static NormalizedCode without(String method) {
        return new NormalizedCode(null, null, method);
    }
}
