package org.charthouse.terminology.unit;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.charthouse.error.Problems;
import org.charthouse.terminology.list.CsvTable;
import org.jspecify.annotations.Nullable;

/** What {@code conf/terminology/normalize} says about units: spellings, canonical units and conversions of their own. */
public final class UnitTables implements Serializable {

    /** Columns of {@code unit_alias.csv}. */
    public static final List<String> ALIAS = List.of("spelling", "unit", "only_for");
    /** Columns of {@code canonical_unit.csv}. */
    public static final List<String> CANONICAL =
            List.of("code", "unit", "grams_per_mole", "equivalents_per_mole", "same_as", "name");
    /** Columns of {@code unit_conversion.csv}. */
    public static final List<String> CONVERSION =
            List.of("code", "from_unit", "to_unit", "add_before", "multiply_by", "divide_by", "add_after");

    /** Stands for every code in {@code unit_conversion.csv}. */
    static final String ANY_CODE = "*";

    private static final long serialVersionUID = 1L;

    private final HashMap<String, Alias> aliases = new HashMap<>();
    private final HashMap<String, Alias> inAnyCase = new HashMap<>();
    private final HashMap<String, Target> targets = new HashMap<>();
    private final HashMap<From, Own> conversions = new HashMap<>();

    private record Alias(String unit, String onlyFor) implements Serializable {}

    private record From(String code, String unit) implements Serializable {}

    /** A conversion of a table's own. */
    record Own(String to, Conversion conversion) implements Serializable {}

    /**
     * The unit in which results of a LOINC code are compared.
     *
     * @param gramsPerMole of the substance; null where it is none or not known
     * @param equivalentsPerMole charges of the ion; null as well
     * @param sameAs units that for this code are the same by another name
     */
    record Target(
            String unit,
            @Nullable BigDecimal gramsPerMole,
            @Nullable BigDecimal equivalentsPerMole,
            List<String> sameAs)
            implements Serializable {}

    private UnitTables() {}

    /** The three tables; units that are none, numbers that are none and double entries go to the problems. */
    public static UnitTables read(CsvTable alias, CsvTable canonical, CsvTable conversion, Problems problems) {
        UnitTables tables = new UnitTables();
        alias.lines().forEach(line -> tables.alias(line, problems));
        canonical.lines().forEach(line -> tables.target(line, problems));
        conversion.lines().forEach(line -> tables.conversion(line, problems));
        return tables;
    }

    private void alias(CsvTable.Line line, Problems problems) {
        unit(line, "unit", problems);
        Alias alias = new Alias(line.text("unit"), line.text("only_for"));
        refuseDouble(aliases.put(line.text("spelling"), alias), line, problems);
        inAnyCase.putIfAbsent(line.text("spelling").toLowerCase(Locale.ROOT), alias);
    }

    private void target(CsvTable.Line line, Problems problems) {
        unit(line, "unit", problems);
        List<String> same = Arrays.stream(line.text("same_as").split(" ", -1))
                .filter(Predicate.not(String::isEmpty))
                .toList();
        Target target = new Target(
                line.text("unit"),
                number(line, "grams_per_mole", problems),
                number(line, "equivalents_per_mole", problems),
                List.copyOf(same));
        refuseDouble(targets.put(line.text("code"), target), line, problems);
    }

    private void conversion(CsvTable.Line line, Problems problems) {
        unit(line, "from_unit", problems);
        unit(line, "to_unit", problems);
        BigDecimal divisor = or(number(line, "divide_by", problems), BigDecimal.ONE);
        Own own = new Own(
                line.text("to_unit"),
                new Conversion(
                        or(number(line, "add_before", problems), BigDecimal.ZERO),
                        or(number(line, "multiply_by", problems), BigDecimal.ONE),
                        divisor.signum() == 0 ? BigDecimal.ONE : divisor,
                        or(number(line, "add_after", problems), BigDecimal.ZERO)));
        refuseDouble(conversions.put(new From(line.text("code"), line.text("from_unit")), own), line, problems);
    }

    private static void unit(CsvTable.Line line, String column, Problems problems) {
        if (!Ucum.shared().isUnit(line.text(column))) {
            problems.add(
                    "Not a UCUM unit: '" + line.text(column) + "'",
                    line.place(),
                    "values cannot be converted to or from it",
                    "write the unit in UCUM's case-sensitive form, such as mg/dL or mm[Hg]");
        }
    }

    private static @Nullable BigDecimal number(CsvTable.Line line, String column, Problems problems) {
        String text = line.text(column);
        try {
            return text.isEmpty() ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            problems.add("Not a number in '" + column + "'", line.place(), "it is computed with", "correct the value");
            return null;
        }
    }

    private static BigDecimal or(@Nullable BigDecimal given, BigDecimal otherwise) {
        return given == null ? otherwise : given;
    }

    private static void refuseDouble(@Nullable Object other, CsvTable.Line line, Problems problems) {
        if (other != null) {
            problems.add("A line for what another line has said", line.place(), "only one can hold", "keep one");
        }
    }

    /** The unit in which results of a code are compared. */
    Optional<Target> target(String code) {
        return Optional.ofNullable(targets.get(code));
    }

    /** A conversion from a unit that the tables give for this code, or else for every code. */
    Optional<Own> own(String code, String unit) {
        Own own = conversions.get(new From(code, unit));
        return Optional.ofNullable(own != null ? own : conversions.get(new From(ANY_CODE, unit)));
    }

    /**
     * The unit that is meant by a text, if any. Listed spellings go before UCUM, since some are UCUM units that nobody
     * means: K/uL is no kelvin, F no farad.
     */
    Optional<String> spelled(String text, Optional<Target> target) {
        String stripped = text.strip();
        Optional<String> listed = unit(aliases.get(stripped), target);
        if (listed.isPresent()) {
            return listed;
        }
        return Ucum.shared().isUnit(stripped)
                ? Optional.of(stripped)
                : unit(inAnyCase.get(stripped.toLowerCase(Locale.ROOT)), target);
    }

    private static Optional<String> unit(@Nullable Alias alias, Optional<Target> target) {
        return Optional.ofNullable(alias)
                .filter(each -> each.onlyFor().isEmpty()
                        || target.filter(wanted -> wanted.unit().equals(each.onlyFor()))
                                .isPresent())
                .map(Alias::unit);
    }
}
