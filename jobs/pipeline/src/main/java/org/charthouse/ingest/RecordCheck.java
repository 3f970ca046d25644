package org.charthouse.ingest;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges the form of one line. Travels to executors. */
interface RecordCheck extends Serializable {

    /**
     * What one look at a line shows.
     *
     * @param rule the rule that it breaks; null where it is well-formed
     * @param reason how it breaks the rule, without any value of the line
     * @param notKept paths that it carries and that are not kept
     * @param contained what contains what in it, {@code MedicationRequest/Medication}
     */
    record Verdict(@Nullable String rule, @Nullable String reason, List<String> notKept, List<String> contained) {

        static final Verdict GOOD = new Verdict(null, null, List.of(), List.of());

        static Verdict bad(String rule, String reason) {
            return new Verdict(rule, reason, List.of(), List.of());
        }
    }

    Verdict check(String line);

    /** The character set in which lines must be. */
    default String encoding() {
        return "UTF-8";
    }

    /** What gives a line its meaning besides its text: the header of a CSV file. Empty where a line stands alone. */
    default String readBy() {
        return "";
    }
}
