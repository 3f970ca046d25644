package org.charthouse.measure.elm;

import java.util.ArrayList;
import java.util.List;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.data.FhirPrimitive;
import org.charthouse.measure.value.Code;
import org.charthouse.measure.value.Concept;
import org.charthouse.measure.value.CqlException;
import org.charthouse.measure.value.Interval;
import org.charthouse.measure.value.Quantity;
import org.charthouse.measure.value.Ratio;
import org.charthouse.measure.value.Tuple;
import org.jspecify.annotations.Nullable;

/** The elements of values by name (ELM, 2.3 Property). */
final class Properties {

    private Properties() {}

    /** An element of a value; null where the value is, or has it not; of a list, those of its items. */
    static @Nullable Object get(@Nullable Object value, String name) {
        if (value instanceof Element element) {
            return element.get(name);
        }
        if (value instanceof FhirPrimitive primitive) {
            return primitive.get(name);
        }
        if (value instanceof Tuple tuple) {
            return tuple.get(name);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> all = new ArrayList<>();
            list.forEach(item -> all.add(get(item, name)));
            return all;
        }
        return value == null ? null : ofSystem(value, name);
    }

    private static @Nullable Object ofSystem(Object value, String name) {
        if (value instanceof Interval interval) {
            return interval(interval, name);
        }
        if (value instanceof Quantity quantity) {
            return name.equals("unit") ? quantity.unit() : quantity.value();
        }
        if (value instanceof Code code) {
            return code(code, name);
        }
        if (value instanceof Concept concept) {
            return name.equals("codes") ? concept.codes() : concept.display();
        }
        if (value instanceof Ratio ratio) {
            return name.equals("numerator") ? ratio.numerator() : ratio.denominator();
        }
        if (value instanceof ValueSet set) {
            return name.equals("id") ? set.url() : null;
        }
        throw new CqlException("a value of this type has no element '" + name + "'");
    }

    private static @Nullable Object interval(Interval interval, String name) {
        return switch (name) {
            case "low" -> interval.low();
            case "high" -> interval.high();
            case "lowClosed" -> interval.lowClosed();
            case "highClosed" -> interval.highClosed();
            default -> null;
        };
    }

    private static @Nullable Object code(Code code, String name) {
        return switch (name) {
            case "code" -> code.code();
            case "system" -> code.system();
            case "version" -> code.version();
            case "display" -> code.display();
            default -> null;
        };
    }
}
