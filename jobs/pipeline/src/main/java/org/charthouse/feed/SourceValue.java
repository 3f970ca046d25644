package org.charthouse.feed;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.charthouse.spec.ValueForm;
import org.jspecify.annotations.Nullable;

/**
 * A value as a feed writes it, written as the extract contract wants it. What the feed leaves at ISO 8601 and plain
 * numbers stays the text that was sent. Where the feed allows it, a time of which only the day is known stays a day.
 */
final class SourceValue implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ValueForm form;
    private final @Nullable Pattern grouped;
    private transient @Nullable List<DateTimeFormatter> dates;
    private transient @Nullable List<DateTimeFormatter> times;

    SourceValue(ValueForm form) {
        this.form = form;
        this.grouped = form.groupingMark().isEmpty()
                ? null
                : Pattern.compile("([+-]?\\d{1,3}(" + Pattern.quote(form.groupingMark()) + "\\d{3})+|[+-]?\\d+)("
                        + Pattern.quote(form.decimalMark()) + "\\d*)?");
    }

    /**
     * The text of a column as the contract wants it; null where it is no value of the type.
     *
     * @param type the type of the contract
     */
    @Nullable
    String of(String text, String type) {
        return switch (type) {
            case "date" -> date(text);
            case "timestamp" -> {
                String time = time(text);
                yield time == null && form.times().contains(ValueForm.DAY) ? date(text) : time;
            }
            case "string", "boolean" -> fitting(text, type);
            default -> number(text, type);
        };
    }

    /** What a computed value, of Spark's internal form, is as text; null where the type has no such value. */
    @Nullable
    String ofComputed(Object value, DataType from, String type) {
        if (from.equals(DataTypes.StringType)) {
            return of(value.toString(), type);
        }
        String text;
        if (from.equals(DataTypes.DateType)) {
            text = LocalDate.ofEpochDay((Integer) value).toString();
            return type.equals("timestamp") || TypedText.fits(text, type) ? text : null;
        } else if (from.equals(DataTypes.TimestampType)) {
            text = DateTimeFormatter.ISO_INSTANT.format(instant((Long) value));
        } else if (from.equals(DataTypes.TimestampNTZType)) {
            text = offset(LocalDateTime.ofInstant(instant((Long) value), ZoneOffset.UTC));
        } else if (value instanceof Decimal decimal) {
            text = decimal.toJavaBigDecimal().toPlainString();
        } else if (value instanceof Double number) {
            text = Double.isFinite(number) ? BigDecimal.valueOf(number).toPlainString() : "";
        } else {
            text = value.toString();
        }
        return text == null ? null : fitting(text, type);
    }

    /** How the type's values are to be written, for people. */
    String wanted(String type) {
        List<String> forms = type.equals("date") ? form.dates() : type.equals("timestamp") ? form.times() : List.of();
        return forms.isEmpty() || forms.equals(List.of(ValueForm.ISO))
                ? "of type " + type
                : "a " + type + " of the form " + String.join(" or ", forms);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static @Nullable String fitting(String text, String type) {
        return TypedText.fits(text, type) ? text : null;
    }

    private @Nullable String date(String text) {
        if (form.dates().contains(ValueForm.ISO) && TypedText.fits(text, "date")) {
            return text;
        }
        for (DateTimeFormatter format : dates()) {
            TemporalAccessor parsed = parsed(format, text);
            if (parsed != null) {
                return LocalDate.from(parsed).toString();
            }
        }
        return null;
    }

    private @Nullable String time(String text) {
        if (form.times().contains(ValueForm.ISO) && TypedText.fits(text, "timestamp")) {
            return text;
        }
        for (DateTimeFormatter format : times()) {
            TemporalAccessor parsed = parsed(format, text);
            if (parsed instanceof OffsetDateTime offset) {
                return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(offset);
            }
            if (parsed instanceof LocalDateTime local) {
                return offset(local);
            }
        }
        return null;
    }

    /** With the offset of the feed's zone; of two that are possible the earlier; null where clocks leave that time out. */
    private @Nullable String offset(LocalDateTime local) {
        List<ZoneOffset> offsets = ZoneId.of(form.timeZone()).getRules().getValidOffsets(local);
        return offsets.isEmpty() ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local.atOffset(offsets.get(0)));
    }

    private static @Nullable TemporalAccessor parsed(DateTimeFormatter format, String text) {
        try {
            return format.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable String number(String text, String type) {
        String plain = text;
        if (grouped != null) {
            plain = grouped.matcher(text).matches() ? text.replace(form.groupingMark(), "") : "";
        }
        if (!form.decimalMark().equals(".")) {
            plain = plain.contains(".") ? "" : plain.replace(form.decimalMark(), ".");
        }
        return fitting(plain, type);
    }

    private List<DateTimeFormatter> dates() {
        List<DateTimeFormatter> made = dates;
        if (made == null) {
            made = formatters(form.dates());
            dates = made;
        }
        return made;
    }

    private List<DateTimeFormatter> times() {
        List<DateTimeFormatter> made = times;
        if (made == null) {
            made = formatters(form.times());
            times = made;
        }
        return made;
    }

    private static List<DateTimeFormatter> formatters(List<String> patterns) {
        List<DateTimeFormatter> formatters = new ArrayList<>();
        patterns.stream()
                .filter(pattern -> !ValueForm.WORDS.contains(pattern))
                .forEach(pattern -> formatters.add(ValueForm.formatter(pattern)));
        return formatters;
    }
}
