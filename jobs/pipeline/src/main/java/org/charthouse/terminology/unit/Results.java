package org.charthouse.terminology.unit;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.charthouse.terminology.list.Memory;
import org.charthouse.terminology.unit.Ucum.Form;
import org.charthouse.terminology.unit.UnitTables.Own;
import org.charthouse.terminology.unit.UnitTables.Target;
import org.jspecify.annotations.Nullable;

/**
 * Brings results to canonical units. What becomes of a code in a unit is worked out once and remembered; a value then
 * costs one multiplication and one division.
 */
public final class Results implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Real data hold some thousand pairs; units that are free text must not fill the memory. */
    private static final int REMEMBERED = 50_000;

    private static final String MOLES_PER_LITRE = "mol/L";
    private static final String GRAMS_PER_LITRE = "g/L";
    private static final String EQUIVALENTS_PER_LITRE = "eq/L";

    private final UnitTables tables;
    private final Memory<Asked, Resolved> known = new Memory<>(REMEMBERED);

    private record Asked(String code, String unit, String unitCode) implements Serializable {}

    public Results(UnitTables tables) {
        this.tables = tables;
    }

    /**
     * A result in its canonical unit: that of its code, or the unit sent where none is listed for it.
     *
     * @param loinc LOINC code of the result, in its normalised form; null where it has none
     * @return null where no number was sent
     */
    public @Nullable CanonicalResult canonical(@Nullable String loinc, SentResult sent) {
        if (sent.isNumber()) {
            return converted(loinc, sent);
        }
        CanonicalResult read =
                sent.inWords().map(number -> converted(loinc, number)).orElse(null);
        boolean isProse = read != null && read.method().equals(CanonicalResult.INVALID_UNIT);
        return isProse ? null : read;
    }

    private CanonicalResult converted(@Nullable String loinc, SentResult sent) {
        BigDecimal number;
        try {
            number = new BigDecimal(Objects.requireNonNull(sent.number()).strip());
        } catch (NumberFormatException e) {
            return CanonicalResult.without(CanonicalResult.INVALID_NUMBER);
        }
        Resolved resolved = resolve(loinc == null ? "" : loinc, text(sent.unit()), text(sent.unitCode()));
        if (resolved.conversion() == null) {
            return CanonicalResult.without(resolved.method());
        }
        BigDecimal value = resolved.conversion().apply(number);
        return value == null
                ? CanonicalResult.without(CanonicalResult.OUT_OF_RANGE)
                : new CanonicalResult(value, sent.comparator(), resolved.unit(), resolved.method());
    }

    private static String text(@Nullable String sent) {
        return sent == null ? "" : sent.strip();
    }

    private Resolved resolve(String code, String unit, String unitCode) {
        return known.of(new Asked(code, unit, unitCode), this::resolve);
    }

    private Resolved resolve(Asked asked) {
        Optional<Target> target = tables.target(asked.code());
        if (asked.unit().isEmpty() && asked.unitCode().isEmpty()) {
            return target.map(Target::unit)
                    .filter(unit -> unit.startsWith("{") || unit.equals("1"))
                    .map(unit -> new Resolved(CanonicalResult.AS_SENT, unit, Conversion.NONE))
                    .orElse(Resolved.without(CanonicalResult.NO_UNIT));
        }
        Optional<String> meant = Stream.of(asked.unitCode(), asked.unit())
                .filter(text -> !text.isEmpty())
                .flatMap(text -> tables.spelled(text, target).stream())
                .findFirst();
        return meant.map(unit -> resolve(asked, unit, target)).orElse(Resolved.without(CanonicalResult.INVALID_UNIT));
    }

    private Resolved resolve(Asked asked, String unit, Optional<Target> target) {
        Optional<Own> own = tables.own(asked.code(), unit);
        String wanted = target.map(Target::unit).orElse(own.map(Own::to).orElse(unit));
        boolean isSame = unit.equals(wanted)
                || target.filter(each -> each.sameAs().contains(unit)).isPresent();
        Optional<Conversion> conversion = isSame
                ? Optional.of(Conversion.NONE)
                : own.filter(each -> each.to().equals(wanted))
                        .map(Own::conversion)
                        .or(() -> linear(unit, wanted))
                        .or(() -> target.flatMap(each -> bySubstance(unit, each)));
        return conversion
                .map(found -> new Resolved(method(asked, wanted, found), wanted, found))
                .orElse(Resolved.without(CanonicalResult.INCOMMENSURABLE));
    }

    private static String method(Asked asked, String wanted, Conversion conversion) {
        boolean isAsSent = wanted.equals(asked.unitCode()) || wanted.equals(asked.unit());
        String unchanged = isAsSent ? CanonicalResult.AS_SENT : CanonicalResult.NORMALISED;
        return conversion.isNone() ? unchanged : CanonicalResult.CONVERTED;
    }

    private static Optional<Conversion> linear(String from, String to) {
        Optional<Form> sent = Ucum.shared().form(from);
        Optional<Form> wanted = Ucum.shared().form(to);
        return sent.isPresent() && wanted.isPresent() && sent.get().isLike(wanted.get())
                ? Optional.of(Conversion.linear(sent.get().size(), wanted.get().size()))
                : Optional.empty();
    }

    /** Between amount, charge and mass of a substance per volume. */
    private static Optional<Conversion> bySubstance(String from, Target target) {
        return bridges(target).stream()
                .flatMap(bridge -> bridge.conversion(from, target.unit()).stream())
                .findFirst();
    }

    private static List<Bridge> bridges(Target target) {
        BigDecimal grams = target.gramsPerMole();
        BigDecimal charges = target.equivalentsPerMole();
        List<Bridge> bridges = new ArrayList<>();
        if (grams != null) {
            bridges.add(new Bridge(MOLES_PER_LITRE, grams, BigDecimal.ONE, GRAMS_PER_LITRE));
            bridges.add(new Bridge(GRAMS_PER_LITRE, BigDecimal.ONE, grams, MOLES_PER_LITRE));
        }
        if (charges != null) {
            bridges.add(new Bridge(EQUIVALENTS_PER_LITRE, BigDecimal.ONE, charges, MOLES_PER_LITRE));
        }
        if (grams != null && charges != null) {
            bridges.add(new Bridge(EQUIVALENTS_PER_LITRE, grams, charges, GRAMS_PER_LITRE));
        }
        return bridges;
    }

    /** One of the left unit is {@code factor / divisor} of the right one. */
    private record Bridge(String left, BigDecimal factor, BigDecimal divisor, String right) {

        Optional<Conversion> conversion(String from, String to) {
            return linear(from, left)
                    .flatMap(before -> linear(right, to)
                            .map(after -> Conversion.linear(
                                    before.factor().multiply(factor).multiply(after.factor()),
                                    before.divisor().multiply(divisor).multiply(after.divisor()))));
        }
    }
}
