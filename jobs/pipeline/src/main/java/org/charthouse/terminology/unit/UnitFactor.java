package org.charthouse.terminology.unit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.charthouse.terminology.unit.Ucum.Form;

/** By how much a number in one UCUM unit is multiplied to be one in another. Remembered: data know few units. */
public final class UnitFactor {

    private static final Map<String, Optional<BigDecimal>> KNOWN = new ConcurrentHashMap<>();

    private UnitFactor() {}

    /**
     * The factor from one unit to another; empty where they measure different things, where one is no unit, and for units
     * on a scale of their own such as degrees.
     */
    public static Optional<BigDecimal> between(String from, String to) {
        return KNOWN.computeIfAbsent(from + "\n" + to, key -> compute(from, to));
    }

    private static Optional<BigDecimal> compute(String from, String to) {
        Optional<Form> one = form(from);
        Optional<Form> other = form(to);
        if (one.isEmpty() || other.isEmpty() || !one.get().isLike(other.get())) {
            return Optional.empty();
        }
        return Optional.of(one.get().size().divide(other.get().size(), MathContext.DECIMAL64));
    }

    private static Optional<Form> form(String unit) {
        if (!Ucum.shared().isUnit(unit)) {
            return Optional.empty();
        }
        return Ucum.shared().form(unit).filter(form -> form.size().signum() != 0); // 0 passes for a unit
    }
}
