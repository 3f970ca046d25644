package org.charthouse.measure.elm;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.data.FhirModel;
import org.charthouse.measure.data.FhirPrimitive;
import org.charthouse.measure.elm.Nodes.One;
import org.charthouse.measure.operator.Intervals;
import org.charthouse.measure.value.Concept;
import org.charthouse.measure.value.CqlException;
import org.charthouse.measure.value.Interval;
import org.charthouse.measure.value.PointType;
import org.charthouse.measure.value.Quantity;
import org.charthouse.measure.value.Ratio;
import org.jspecify.annotations.Nullable;

/**
 * The conversions of the library FHIRHelpers (Using CQL with FHIR IG), which every measure on FHIR calls more often than all
 * else. They are built in, so that no package has to bring the library, and an element is converted once.
 */
final class FhirHelpers {

    static final String LIBRARY = "FHIRHelpers";

    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String CALENDAR = "http://hl7.org/fhirpath/CodeSystem/calendar-units";
    private static final Map<String, String> CALENDAR_UNITS = Map.of(
            "ms",
            "millisecond",
            "s",
            "second",
            "min",
            "minute",
            "h",
            "hour",
            "d",
            "day",
            "wk",
            "week",
            "mo",
            "month",
            "a",
            "year");

    private static final Map<String, One> FUNCTIONS = Map.ofEntries(
            Map.entry("ToInterval", FhirHelpers::toInterval),
            Map.entry("ToQuantity", FhirHelpers::toQuantity),
            Map.entry("ToQuantityIgnoringComparator", FhirHelpers::ignoringComparator),
            Map.entry(
                    "ToCalendarUnit",
                    unit -> unit == null ? null : CALENDAR_UNITS.getOrDefault(unit.toString(), unit.toString())),
            Map.entry("ToRatio", FhirHelpers::toRatio),
            Map.entry("ToCode", value -> value instanceof Element coding ? coding.code() : null),
            Map.entry("ToConcept", FhirHelpers::toConcept),
            Map.entry("ToValue", FhirHelpers::toValue),
            Map.entry("ToString", FhirHelpers::primitive),
            Map.entry("ToBoolean", FhirHelpers::primitive),
            Map.entry("ToInteger", FhirHelpers::primitive),
            Map.entry("ToDecimal", FhirHelpers::primitive),
            Map.entry("ToDate", FhirHelpers::primitive),
            Map.entry("ToDateTime", FhirHelpers::primitive),
            Map.entry("ToTime", FhirHelpers::primitive));

    private FhirHelpers() {}

    /** The function of a name; null where it is none of those that are built in. */
    static @Nullable One function(String name) {
        return FUNCTIONS.get(name);
    }

    private static @Nullable Object primitive(@Nullable Object value) {
        return value instanceof FhirPrimitive primitive ? primitive.value() : value;
    }

    private static @Nullable Object toValue(@Nullable Object value) {
        if (!(value instanceof Element element)) {
            return primitive(value);
        }
        return switch (element.type()) {
            case "Period", "Range" -> toInterval(element);
            case "CodeableConcept" -> toConcept(element);
            case "Coding" -> element.code();
            case "Ratio" -> toRatio(element);
            default -> FhirModel.isKindOf(element.type(), "Quantity") ? toQuantity(element) : element;
        };
    }

    private static @Nullable Object toInterval(@Nullable Object value) {
        if (!(value instanceof Element element)) {
            return null;
        }
        return switch (element.type()) {
            case "Period" -> period(element);
            case "Range" ->
                Intervals.of(
                        toQuantity(element.get("low")),
                        true,
                        toQuantity(element.get("high")),
                        true,
                        PointType.QUANTITY);
            default -> compared(element);
        };
    }

    /** A start that is not told is unknown, an end that is not told is open to all time. */
    private static @Nullable Interval period(Element period) {
        Object kept = period.kept();
        if (kept == null) {
            boolean isStarted = period.get("start") != null;
            kept = Intervals.of(period.value("start"), isStarted, period.value("end"), true, PointType.DATETIME);
            if (kept == null) {
                return null;
            }
            period.keep(kept);
        }
        return (Interval) kept;
    }

    private static @Nullable Interval compared(Element quantity) {
        Object number = ignoringComparator(quantity);
        String comparator = quantity.text("comparator");
        return switch (Objects.requireNonNullElse(comparator, "")) {
            case "<" -> Intervals.of(null, true, number, false, PointType.QUANTITY);
            case "<=" -> Intervals.of(null, true, number, true, PointType.QUANTITY);
            case ">=" -> Intervals.of(number, true, null, true, PointType.QUANTITY);
            case ">" -> Intervals.of(number, false, null, true, PointType.QUANTITY);
            default -> Intervals.of(toQuantity(quantity), true, toQuantity(quantity), true, PointType.QUANTITY);
        };
    }

    private static @Nullable Quantity toQuantity(@Nullable Object value) {
        if (value instanceof Element quantity
                && quantity.value("value") != null
                && quantity.get("comparator") != null) {
            throw new CqlException("a quantity with a comparator cannot be compared as a number");
        }
        return ignoringComparator(value);
    }

    private static @Nullable Quantity ignoringComparator(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof Element quantity) || !FhirModel.isKindOf(quantity.type(), "Quantity")) {
            throw new CqlException("a quantity was wanted where the data have another type of value");
        }
        if (!(quantity.value("value") instanceof BigDecimal number)) {
            return null;
        }
        if (quantity.kept() instanceof Quantity kept) {
            return kept;
        }
        String system = quantity.text("system");
        if (system != null && !system.equals(UCUM) && !system.equals(CALENDAR)) {
            throw new CqlException("a quantity has a unit that is neither UCUM's nor the calendar's");
        }
        String code = quantity.text("code");
        String unit = code == null ? quantity.text("unit") : code;
        String plain = Objects.requireNonNullElse(unit, Quantity.NO_UNIT);
        Quantity converted = new Quantity(number, CALENDAR_UNITS.getOrDefault(plain, plain));
        quantity.keep(converted);
        return converted;
    }

    private static @Nullable Ratio toRatio(@Nullable Object value) {
        if (!(value instanceof Element ratio)) {
            return null;
        }
        Quantity numerator = toQuantity(ratio.get("numerator"));
        Quantity denominator = toQuantity(ratio.get("denominator"));
        return numerator == null || denominator == null ? null : new Ratio(numerator, denominator);
    }

    private static @Nullable Concept toConcept(@Nullable Object value) {
        if (!(value instanceof Element concept)) {
            return null;
        }
        if (!(concept.kept() instanceof Concept)) {
            concept.keep(new Concept(List.copyOf(Element.codes(concept)), concept.text("text")));
        }
        return (Concept) concept.kept();
    }
}
