package org.charthouse.dq.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.charthouse.dq.kind.KindPage.Argument;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Problems;
import org.charthouse.spec.RuleSpec;
import org.charthouse.spec.TableName;
import org.jspecify.annotations.Nullable;

/** The one list of kinds: a new kind is one more line here. */
public final class RuleKinds {

    private static final List<RuleKind> ALL = List.of(
            new CardinalityKind(),
            new CodeKind(),
            new ConcordanceKind(),
            new DistributionKind(),
            new DuplicateKind(),
            new FreshnessKind(),
            new PatternKind(),
            new PersonCompletenessKind(),
            new PresentKind(),
            new RangeKind(),
            new ReconciliationKind(),
            new SqlKind(),
            new TemporalOrderKind(),
            new UnitKind(),
            new ValueSetKind(),
            new VolumeKind(),
            new WithinEncounterKind());

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private RuleKinds() {}

    /** All kinds, by name. */
    public static Map<String, RuleKind> byName() {
        Map<String, RuleKind> kinds = new TreeMap<>();
        ALL.forEach(kind -> kinds.put(kind.page().name(), kind));
        return kinds;
    }

    /** How a rule judges; empty, with all problems noted, where its kind is not known or its arguments do not fit. */
    public static Optional<Check> check(TableName table, RuleSpec rule, Problems problems) {
        RuleKind kind = byName().get(rule.kind());
        if (kind == null) {
            problems.add(
                    "Unknown kind of rule '" + rule.kind() + "'",
                    rule.place(),
                    "rule '" + rule.rule() + "' asks what no kind asks",
                    NearestWord.cure(rule.kind(), byName().keySet()));
            return Optional.empty();
        }
        List<String> wrong = unfit(rule.with(), kind.page());
        if (wrong.isEmpty()) {
            try {
                return Optional.of(kind.check(Given.of(table, rule, kind.page())));
            } catch (IllegalArgumentException e) {
                wrong.add(String.valueOf(e.getMessage()));
            }
        }
        wrong.forEach(reason -> problems.add(
                "Wrong arguments of rule '" + rule.rule() + "'",
                rule.place(),
                reason,
                "correct what stands under 'with'; 'charthouse dq docs " + rule.kind() + "' tells what it takes"));
        return Optional.empty();
    }

    private static List<String> unfit(Map<String, @Nullable Object> with, KindPage page) {
        List<String> wrong = new ArrayList<>();
        Set<String> unknown = new TreeSet<>(with.keySet());
        for (Argument argument : page.arguments()) {
            unknown.remove(argument.name());
            Object value = with.get(argument.name());
            if (value != null) {
                if (!fits(value, argument)) {
                    wrong.add("'" + argument.name() + "' must be "
                            + argument.form().meaning());
                }
            } else if (argument.isRequired()) {
                wrong.add("'" + argument.name() + "' is missing (" + argument.meaning() + ")");
            }
        }
        List<String> names = page.arguments().stream().map(Argument::name).toList();
        unknown.forEach(name ->
                wrong.add("kind '" + page.name() + "' takes no '" + name + "'; " + NearestWord.cure(name, names)));
        return wrong;
    }

    private static boolean fits(Object value, Argument argument) {
        return switch (argument.form()) {
            case SQL, TEXT -> value instanceof String;
            case NUMBER -> value instanceof String text && NUMBER.matcher(text).matches();
            case SQLS, TEXTS -> value instanceof String || isListOf(String.class, value);
            case ROWS -> isListOf(Map.class, value);
        };
    }

    private static boolean isListOf(Class<?> type, Object value) {
        return value instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(type::isInstance);
    }
}
