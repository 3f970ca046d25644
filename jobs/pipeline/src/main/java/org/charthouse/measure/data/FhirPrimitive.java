package org.charthouse.measure.data;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.charthouse.measure.value.Temporal;
import org.jspecify.annotations.Nullable;

/** A primitive of FHIR: what was sent, its value in CQL, and what stands beside it. */
public final class FhirPrimitive {

    private static final Object UNREAD = new Object();

    private final String type;
    private final @Nullable Object sent;
    private final int evaluation;
    private final @Nullable List<@Nullable Object> extension;
    private @Nullable Object value = UNREAD;

    /**
     * A primitive.
     *
     * @param sent Boolean, Integer or text; null where only extensions stand there
     * @param evaluation minutes east of UTC, for dates that tell no offset
     */
    FhirPrimitive(String type, @Nullable Object sent, int evaluation, @Nullable List<@Nullable Object> extension) {
        this.type = type;
        this.sent = sent;
        this.evaluation = evaluation;
        this.extension = extension;
    }

    /** The value that stands later in a row, with the extensions of both: a key after a reference, what stands beside a date. */
    FhirPrimitive with(FhirPrimitive later) {
        return new FhirPrimitive(
                type,
                later.sent == null ? sent : later.sent,
                evaluation,
                later.extension == null ? extension : later.extension);
    }

    public String type() {
        return type;
    }

    /** Its value as a type of CQL; null where the text is no value of its type. Read once, then kept. */
    public @Nullable Object value() {
        Object known = value;
        if (known == UNREAD) {
            known = sent instanceof String text ? read(text) : sent;
            value = known; // one write: elements that persons share are read by several threads
        }
        return known;
    }

    private @Nullable Object read(String text) {
        return switch (type) {
            case "dateTime", "instant" -> Temporal.parse(text, Temporal.Kind.DATETIME, evaluation);
            case "date" -> Temporal.parse(text, Temporal.Kind.DATE, evaluation);
            case "time" -> Temporal.parse(text, Temporal.Kind.TIME, evaluation);
            case "decimal" -> decimal(text);
            default -> text;
        };
    }

    private static @Nullable BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null; // a text that is no number is data, and counted by the checks of data quality
        }
    }

    /** {@code value}, {@code extension}, or null. */
    public @Nullable Object get(String element) {
        return switch (element) {
            case "value" -> value();
            case "extension" -> extension;
            default -> null;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FhirPrimitive that && Objects.equals(value(), that.value());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value());
    }

    @Override
    public String toString() {
        return String.valueOf(sent);
    }
}
