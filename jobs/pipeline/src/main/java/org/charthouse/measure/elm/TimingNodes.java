package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.charthouse.measure.elm.Compiler.Node;
import org.charthouse.measure.operator.Calendar;
import org.charthouse.measure.operator.Intervals;
import org.charthouse.measure.operator.Lists;
import org.charthouse.measure.value.CqlException;
import org.charthouse.measure.value.Interval;
import org.charthouse.measure.value.Precision;
import org.charthouse.measure.value.Temporal;
import org.jspecify.annotations.Nullable;

/** Timing phrases on points, intervals and lists, and the making of dates (ELM, 18 and 19; CQL 1.5, 4.4). */
final class TimingNodes {

    private static final int NANOS = 1_000_000;
    private static final int LAST_YEAR = 9999;

    private TimingNodes() {}

    /** A relation to a precision. */
    private interface Relation {
        @Nullable
        Object of(@Nullable Object left, @Nullable Object right, @Nullable Precision precision);
    }

    static void addTo(Map<String, Node> nodes) {
        addRelations(nodes);
        nodes.put("In", reversed(TimingNodes::contains));
        nodes.put("Contains", relation(TimingNodes::contains));
        nodes.put("ProperIn", reversed(TimingNodes::properContains));
        nodes.put("ProperContains", relation(TimingNodes::properContains));
        nodes.put("Includes", relation(TimingNodes::includes));
        nodes.put("IncludedIn", reversed(TimingNodes::includes));
        nodes.put("ProperIncludes", relation(TimingNodes::properIncludes));
        nodes.put("ProperIncludedIn", reversed(TimingNodes::properIncludes));
        nodes.put("DurationBetween", unit(Calendar::duration));
        nodes.put("DifferenceBetween", unit(Calendar::difference));
        nodes.put("CalculateAgeAt", unit(Calendar::duration));
        nodes.put("CalculateAge", TimingNodes::age);
        nodes.put("DateFrom", Nodes.unary(value -> value instanceof Temporal date ? date.dateOnly() : null));
        nodes.put("TimeFrom", Nodes.unary(value -> value instanceof Temporal date ? date.timeOnly() : null));
        nodes.put("TimezoneOffsetFrom", Nodes.unary(TimingNodes::offset));
        nodes.put("DateTimeComponentFrom", TimingNodes::component);
        nodes.put("Date", (node, compiler) -> maker(node, compiler, Temporal.Kind.DATE));
        nodes.put("DateTime", (node, compiler) -> maker(node, compiler, Temporal.Kind.DATETIME));
        nodes.put("Time", (node, compiler) -> maker(node, compiler, Temporal.Kind.TIME));
        nodes.put("Now", (node, compiler) -> frame -> frame.subject.run().now());
        nodes.put(
                "Today", (node, compiler) -> frame -> frame.subject.run().now().dateOnly());
        nodes.put(
                "TimeOfDay",
                (node, compiler) -> frame -> frame.subject.run().now().timeOnly());
    }

    private static void addRelations(Map<String, Node> nodes) {
        nodes.put("Before", relation(Intervals::before));
        nodes.put("After", reversed(Intervals::before));
        nodes.put("SameAs", relation(Intervals::sameAs));
        nodes.put("SameOrBefore", relation(Intervals::sameOrBefore));
        nodes.put("SameOrAfter", reversed(Intervals::sameOrBefore));
        nodes.put("Overlaps", relation(Intervals::overlaps));
        nodes.put("OverlapsBefore", relation(Intervals::overlapsBefore));
        nodes.put("OverlapsAfter", relation(Intervals::overlapsAfter));
        nodes.put("Meets", relation(Intervals::meets));
        nodes.put("MeetsBefore", relation(Intervals::meetsBefore));
        nodes.put("MeetsAfter", reversed(Intervals::meetsBefore));
        nodes.put("Starts", relation(Intervals::starts));
        nodes.put("Ends", relation(Intervals::ends));
    }

    private static Node relation(Relation relation) {
        return (node, compiler) -> {
            Precision precision = Compiler.precision(node);
            List<Evaluator> operands = compiler.operands(node);
            Evaluator left = operands.get(0);
            Evaluator right = operands.get(1);
            return frame -> relation.of(left.eval(frame), right.eval(frame), precision);
        };
    }

    /** A relation as seen from the other side. */
    private static Node reversed(Relation relation) {
        return relation((left, right, to) -> relation.of(/* left= */ right, /* right= */ left, to));
    }

    private static @Nullable Boolean contains(
            @Nullable Object whole, @Nullable Object part, @Nullable Precision precision) {
        return whole instanceof List<?> list ? Lists.contains(list, part) : Intervals.contains(whole, part, precision);
    }

    private static @Nullable Boolean properContains(
            @Nullable Object whole, @Nullable Object part, @Nullable Precision precision) {
        return whole instanceof List<?> list
                ? Lists.properContains(list, part)
                : Intervals.properContains(whole, part, precision);
    }

    private static @Nullable Boolean includes(
            @Nullable Object whole, @Nullable Object part, @Nullable Precision precision) {
        if (whole instanceof List<?> list) {
            return part instanceof List<?> other
                    ? Lists.includes(list, other)
                    : part == null ? null : Lists.contains(list, part);
        }
        if (part instanceof List<?>) {
            return null;
        }
        return (part instanceof Interval || part == null)
                ? Intervals.includes(whole, part, precision)
                : Intervals.contains(whole, part, precision);
    }

    private static @Nullable Boolean properIncludes(
            @Nullable Object whole, @Nullable Object part, @Nullable Precision precision) {
        if (whole instanceof List<?> list) {
            return part instanceof List<?> other
                    ? Lists.properIncludes(list, other)
                    : part == null ? null : Lists.properContains(list, part);
        }
        if (part instanceof List<?>) {
            return null;
        }
        return (part instanceof Interval || part == null)
                ? Intervals.properIncludes(whole, part, precision)
                : Intervals.properContains(whole, part, precision);
    }

    /** A relation in a unit, which ELM writes as a precision. */
    private interface Measured {
        @Nullable
        Object of(@Nullable Object left, @Nullable Object right, Precision unit);
    }

    private static Node unit(Measured measured) {
        return relation((left, right, unit) -> measured.of(left, right, unit == null ? Precision.DAY : unit));
    }

    private static Evaluator age(JsonNode node, Compiler compiler) {
        Evaluator birth = compiler.operand(node);
        Precision named = Compiler.precision(node);
        Precision unit = named == null ? Precision.YEAR : named;
        return frame -> {
            Object born = birth.eval(frame);
            Temporal now = frame.subject.run().now();
            boolean isDate = born instanceof Temporal date && date.kind() == Temporal.Kind.DATE;
            return Calendar.duration(born, isDate ? now.dateOnly() : now, unit);
        };
    }

    private static @Nullable Object offset(@Nullable Object value) {
        return (value instanceof Temporal date && date.kind() == Temporal.Kind.DATETIME)
                ? java.math.BigDecimal.valueOf(date.offset())
                        .divide(java.math.BigDecimal.valueOf(60), 8, java.math.RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                : null;
    }

    private static Evaluator component(JsonNode node, Compiler compiler) {
        Precision named = Compiler.precision(node);
        Precision part = named == null ? Precision.YEAR : named;
        Evaluator operand = compiler.operand(node);
        return frame -> Calendar.component(operand.eval(frame), part);
    }

    private static Evaluator maker(JsonNode node, Compiler compiler, Temporal.Kind kind) {
        DateParts parts = new DateParts(node, compiler, kind);
        return parts::make;
    }

    /** Parts of a date from least to most precise; it is as precise as the first that is null allows. */
    private static final class DateParts {
        private static final List<String> NAMES =
                List.of("year", "month", "day", "hour", "minute", "second", "millisecond");
        private static final List<Precision> PRECISIONS = List.of(
                Precision.YEAR,
                Precision.MONTH,
                Precision.DAY,
                Precision.HOUR,
                Precision.MINUTE,
                Precision.SECOND,
                Precision.MILLISECOND);
        private static final int FIRST_OF_TIME = 3;
        private static final int LAST_OF_DATE = 3;

        private final Temporal.Kind kind;
        private final int evaluation;
        private final int from;
        private final Evaluator[] parts = new Evaluator[NAMES.size()];
        private final @Nullable Evaluator offset;

        DateParts(JsonNode node, Compiler compiler, Temporal.Kind kind) {
            this.kind = kind;
            this.evaluation = compiler.linker().evaluation();
            this.from = kind == Temporal.Kind.TIME ? FIRST_OF_TIME : 0;
            for (int at = 0; at < parts.length; at++) {
                parts[at] = compiler.child(node, NAMES.get(at));
            }
            this.offset = compiler.optional(node, "timezoneOffset");
        }

        @Nullable
        Temporal make(Frame frame) {
            int[] values = {1, 1, 1, 0, 0, 0, 0};
            int end = kind == Temporal.Kind.DATE ? LAST_OF_DATE : values.length;
            int known = from;
            while (known < end && parts[known].eval(frame) instanceof Integer part) {
                values[known++] = part;
            }
            if (known == from) {
                return null;
            }
            return make(frame, values, PRECISIONS.get(known - 1));
        }

        private Temporal make(Frame frame, int[] values, Precision precision) {
            LocalDateTime date;
            try {
                date = LocalDateTime.of(
                        values[0], values[1], values[2], values[3], values[4], values[5], values[6] * NANOS);
            } catch (java.time.DateTimeException e) {
                throw new CqlException("the parts of a value are no date or time of the calendar");
            }
            if (values[0] < 1 || values[0] > LAST_YEAR) {
                throw new CqlException("the year of a date is none from 1 to 9999");
            }
            return switch (kind) {
                case DATE -> Temporal.date(date, precision);
                case TIME -> Temporal.time(date, precision);
                case DATETIME -> {
                    Object hours = offset == null ? null : offset.eval(frame);
                    int minutes =
                            hours instanceof Number number ? (int) Math.round(number.doubleValue() * 60) : evaluation;
                    yield Temporal.dateTime(date, precision, minutes, evaluation);
                }
            };
        }
    }
}
