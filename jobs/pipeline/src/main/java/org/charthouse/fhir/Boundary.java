package org.charthouse.fhir;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.lake.StaticCall;
import org.jspecify.annotations.Nullable;

/**
 * The least or greatest value that a text may stand for, being as precise as it is (FHIRPath 3.0, lowBoundary and
 * highBoundary). Public only because Spark's generated code calls it.
 *
 * @param kind the kind of the value
 * @param high the greatest instead of the least
 * @param precision digits of the result: of a date 4, 6, 8; of a date and time also 10, 12, 14, 17; of a time 2, 4, 6,
 *     9; of a number those after the point, at most 28
 */
public record Boundary(String kind, boolean high, int precision) implements Serializable {
    private static final int MOST_DECIMALS = 28;
    private static final int[] DIGITS = {4, 6, 8, 10, 12, 14, 17};
    private static final long NANOS = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    /** @param precision null: as precise as the type can be; 8 decimals for a number */
    static Boundary of(FhirKind kind, boolean high, @Nullable Integer precision) {
        int usual = switch (kind) {
            case DATE_TIME -> 17;
            case TIME -> 9;
            default -> 8;
        };
        return new Boundary(kind.name(), high, precision == null ? usual : precision);
    }

    Column column(Column text) {
        return StaticCall.column(Boundary.class, "apply", DataTypes.StringType, text, this);
    }

    /** Null where the text is no value of the kind or the precision none of the kind's. */
    public static @Nullable UTF8String apply(UTF8String text, Boundary boundary) {
        String result = switch (FhirKind.valueOf(boundary.kind)) {
            case INTEGER, DECIMAL -> boundary.number(text.toString());
            case DATE, DATE_TIME, TIME -> boundary.moment(Moment.parse(text.toString()));
            default -> null;
        };
        return result == null ? null : UTF8String.fromString(result);
    }

    private @Nullable String number(String text) {
        BigDecimal value = Decimals.parse(text);
        if (value == null || precision < 0 || precision > MOST_DECIMALS) {
            return null;
        }
        BigDecimal half = BigDecimal.valueOf(5, value.scale() + 1);
        BigDecimal bound = high ? value.add(half) : value.subtract(half);
        return bound.setScale(precision, high ? RoundingMode.CEILING : RoundingMode.FLOOR)
                .toPlainString();
    }

    private @Nullable String moment(@Nullable Moment moment) {
        FhirKind wanted = FhirKind.valueOf(kind);
        if (moment == null || moment.clock() != (wanted == FhirKind.TIME)) {
            return null;
        }
        int digits = moment.clock() ? precision + 8 : precision;
        int most = wanted == FhirKind.DATE ? 8 : 17;
        StringBuilder text = new StringBuilder();
        long[] filled = filled(moment);
        for (int at = moment.clock() ? 3 : 0; at < DIGITS.length; at++) {
            append(text, at, filled);
            if (DIGITS[at] == digits && digits <= most) {
                return moment.clock() || at < 3 ? text.toString() : text + zone(moment);
            }
        }
        return null;
    }

    /** Year, month, day, hour, minute, second, millisecond. */
    private long[] filled(Moment moment) {
        long[] parts = high ? new long[] {9999, 12, 31, 23, 59, 59, 999} : new long[] {1, 1, 1, 0, 0, 0, 0};
        int shift = moment.clock() ? 3 : 0;
        int known = moment.parts().size() + shift;
        for (int at = shift; at < known; at++) {
            parts[at] = moment.parts().get(at - shift);
        }
        if (known == 6) {
            long nanos = parts[5] % NANOS;
            parts[5] /= NANOS;
            parts[6] = high && !moment.fraction() ? parts[6] : nanos / MILLI;
        }
        if (known < 3 && high) {
            parts[2] = Moment.lastDay(parts[0], parts[1]);
        }
        return parts;
    }

    private static void append(StringBuilder text, int at, long[] parts) {
        String mark = text.isEmpty()
                ? ""
                : switch (at) {
                    case 1, 2 -> "-";
                    case 3 -> "T";
                    case 6 -> ".";
                    default -> ":";
                };
        String form = at == 0 ? "%04d" : at == 6 ? "%03d" : "%02d";
        text.append(mark).append(String.format(Locale.ROOT, form, parts[at]));
    }

    /** Where none was written, the one that makes the moment earliest or latest. */
    private String zone(Moment moment) {
        Integer zone = moment.zone();
        if (zone == null) {
            return high ? "-12:00" : "+14:00";
        }
        if (zone == 0) {
            return moment.utc() ? "Z" : "+00:00";
        }
        int minutes = Math.abs(zone);
        return String.format(Locale.ROOT, "%s%02d:%02d", zone < 0 ? "-" : "+", minutes / 60, minutes % 60);
    }
}
