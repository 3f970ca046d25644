package org.charthouse.conform.correction;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.fhir.FhirSchema;

/**
 * Dates that slipped by so many years, days or hours. Precision, fraction of a second and offset stay as they were sent; a
 * date is moved by the parts that it has, so a year alone by years and nothing else. 29 February of a year that has none is the 28th.
 */
final class DateKind implements ChangeKind {

    private static final List<String> ENDS = List.of("start", "end");
    private static final int MOST_YEARS = 2000;
    private static final int MOST_DAYS = 100_000;
    private static final int MOST_HOURS = 10_000;

    @Override
    public String name() {
        return "date";
    }

    @Override
    public String element() {
        return "a date, dateTime, instant or Period";
    }

    @Override
    public List<String> places(StructField element) {
        if (element.dataType() instanceof StructType period) {
            return ENDS.stream()
                    .filter(List.of(period.fieldNames())::contains)
                    .filter(end -> FhirSchema.isDate(period.apply(end)))
                    .toList();
        }
        return FhirSchema.isDate(element) ? List.of("") : List.of();
    }

    @Override
    public Function<DataType, Edit> change(Arguments with) {
        int years = with.whole("years", -MOST_YEARS, MOST_YEARS);
        int days = with.whole("days", -MOST_DAYS, MOST_DAYS);
        int hours = with.whole("hours", -MOST_HOURS, MOST_HOURS);
        if (!(with.has("years") || with.has("days") || with.has("hours"))) {
            with.missing("days");
        } else if (years == 0 && days == 0 && hours == 0) {
            with.wrong(with.has("days") ? "days" : "hours", "a number other than 0 is expected");
        }
        return type -> new Shift(years, days, hours);
    }

    private record Shift(int years, int days, int hours) implements Edit {

        private static final Pattern PARTS =
                Pattern.compile("(\\d{4})(?:(-\\d{2})(?:-(\\d{2})(?:T(\\d{2})(:.*)?)?)?)?");

        @Override
        public Object edited(Object value) {
            Matcher sent = PARTS.matcher(value.toString());
            try {
                String moved = sent.matches() ? moved(sent) : value.toString();
                return moved.equals(value.toString()) ? value : UTF8String.fromString(moved);
            } catch (DateTimeException e) {
                return value;
            }
        }

        /** The date moved. */
        private String moved(Matcher sent) {
            int year = Integer.parseInt(sent.group(1));
            if (sent.group(3) == null) {
                String month = sent.group(2) == null ? "" : sent.group(2);
                return four(year + years) + month;
            }
            LocalDate day = LocalDate.of(
                            year, Integer.parseInt(sent.group(2).substring(1)), Integer.parseInt(sent.group(3)))
                    .plusYears(years)
                    .plusDays(days);
            if (sent.group(4) == null) {
                return date(day);
            }
            LocalDateTime hour = day.atTime(Integer.parseInt(sent.group(4)), 0).plusHours(hours);
            String rest = sent.group(5) == null ? "" : sent.group(5);
            return date(hour.toLocalDate()) + String.format(Locale.ROOT, "T%02d", hour.getHour()) + rest;
        }

        private static String date(LocalDate day) {
            return four(day.getYear())
                    + String.format(Locale.ROOT, "-%02d-%02d", day.getMonthValue(), day.getDayOfMonth());
        }

        /** FHIR writes years with four digits. */
        private static String four(int year) {
            if (year < 1 || year > 9999) {
                throw new DateTimeException("beyond the years that FHIR writes");
            }
            return String.format(Locale.ROOT, "%04d", year);
        }
    }
}
