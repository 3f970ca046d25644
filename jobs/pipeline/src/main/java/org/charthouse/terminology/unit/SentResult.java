package org.charthouse.terminology.unit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A result as it was sent (FHIR R4, Observation.value[x]).
 *
 * @param number the text of a Quantity's value
 * @param comparator of the Quantity
 * @param unit in words
 * @param unitCode as a code
 * @param text of a result in words, which may be a number such as {@code <4.0 mg/dL}
 */
public record SentResult(
        @Nullable String number,
        @Nullable String comparator,
        @Nullable String unit,
        @Nullable String unitCode,
        @Nullable String text) {

    private static final int LONGEST = 64;
    private static final Pattern IN_WORDS = Pattern.compile("\\s*(<=|>=|<|>|≤|≥)?\\s*"
            + "([-+]?\\d{1,30}(?:\\.\\d{1,30})?(?:[eE][-+]?\\d{1,3})?)"
            + "\\s*(%|[^\\s\\d+:-]\\S*[A-Za-z}\\]]\\S*|[A-Za-z]+)?\\s*");

    /** Whether the result was sent as a number. */
    boolean isNumber() {
        return number != null && !number.isBlank();
    }

    /** The number that a result in words consists of; empty where the words say anything else. */
    Optional<SentResult> inWords() {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher parts = IN_WORDS.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String limit = parts.group(1);
        String ascii = limit == null ? null : limit.replace("≤", "<=").replace("≥", ">=");
        return Optional.of(new SentResult(parts.group(2), ascii, parts.group(3), null, null));
    }
}
