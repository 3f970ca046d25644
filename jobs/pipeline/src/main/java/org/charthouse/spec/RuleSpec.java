package org.charthouse.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charthouse.error.Place;
import org.jspecify.annotations.Nullable;

/**
 * One data-quality rule: an instance of a kind that the {@code dq} package knows.
 *
 * @param rule its name, unique in its file
 * @param kind what is asked; each kind has a page of documentation
 * @param with the arguments of the kind, as they stand in the file; the kind checks them
 * @param where Spark SQL over a row: which rows the rule is about, beside what its kind says; empty for all
 * @param threshold percent of the rows it is about that may break it before it fails, from 0 to 100
 * @param thresholdFromHistory whether the threshold is a band over earlier passing runs, as soon as there are enough
 * @param severity how bad a failure is
 * @param category of Kahn's framework; empty for that of the kind
 * @param context of Kahn's framework: verification (against the data themselves) or validation (against something outside)
 * @param endangers tables that cannot be relied on if it fails
 * @param source where the expectation is published
 * @param why what goes wrong downstream if it is broken
 * @param advice what to do about a failure; empty for that of the kind
 * @param cases rows that keep and rows that break it
 * @param place where it stands
 */
public record RuleSpec(
        String rule,
        String kind,
        Map<String, @Nullable Object> with,
        Optional<String> where,
        Optional<Double> threshold,
        boolean thresholdFromHistory,
        Severity severity,
        Optional<Category> category,
        Context context,
        List<TableName> endangers,
        String source,
        String why,
        Optional<String> advice,
        Cases cases,
        Place place) {

    /** How bad a failure is, in the words of the OHDSI Data Quality Dashboard. */
    public enum Severity {
        /** The data are wrong beyond use; the state is not published. */
        FATAL,
        /** A convention of the model or the field is broken. */
        CONVENTION,
        /** It describes the data; rows that break it are counted and not listed. */
        CHARACTERISATION;

        /** The word in files and tables. */
        public String word() {
            return RuleSpec.word(this);
        }
    }

    /** Kahn et al. 2016, A Harmonized Data Quality Assessment Terminology, doi:10.13063/2327-9214.1244. */
    public enum Category {
        VALUE_CONFORMANCE,
        RELATIONAL_CONFORMANCE,
        COMPUTATIONAL_CONFORMANCE,
        COMPLETENESS,
        UNIQUENESS_PLAUSIBILITY,
        ATEMPORAL_PLAUSIBILITY,
        TEMPORAL_PLAUSIBILITY;

        /** The word in files and tables. */
        public String word() {
            return RuleSpec.word(this);
        }
    }

    /** What an expectation comes from, after Kahn et al. 2016. */
    public enum Context {
        /** The data themselves, or local knowledge. */
        VERIFICATION,
        /** Something outside: a published reference, another source. */
        VALIDATION;

        /** The word in files and tables. */
        public String word() {
            return RuleSpec.word(this);
        }
    }

    /**
     * Worked examples.
     *
     * @param given what all rows have
     * @param passes rows that the rule is about and that keep it
     * @param fails rows that break it; if none is broken, the rule cannot fail
     * @param ignores rows that the rule is not about
     */
    public record Cases(
            Map<String, @Nullable Object> given,
            List<Map<String, @Nullable Object>> passes,
            List<Map<String, @Nullable Object>> fails,
            List<Map<String, @Nullable Object>> ignores) {}

    /** The rule as text, without the place where it stands. */
    String definition() {
        List<Object> parts = List.of(
                rule, kind, with, where, threshold, severity, category, context, endangers, source, why, advice);
        return parts + (thresholdFromHistory ? " from history" : "");
    }

    static RuleSpec read(Section section) {
        if (!section.has("source")) {
            section.missing("source");
        }
        RuleSpec spec = new RuleSpec(
                section.text("rule"),
                section.text("kind"),
                section.plainMap("with"),
                section.optionalText("where"),
                percent(section),
                section.optionalWord("threshold-from", List.of("history")).isPresent(),
                severity(section),
                section.optionalWord("category", words(Category.values())).map(word -> Category.valueOf(name(word))),
                section.optionalWord("context", words(Context.values()))
                        .map(word -> Context.valueOf(name(word)))
                        .orElse(Context.VERIFICATION),
                section.texts("endangers").stream().map(TableName::of).toList(),
                section.text("source"),
                section.text("why"),
                section.optionalText("advice"),
                cases(section),
                section.place("rule"));
        if (spec.cases().passes().isEmpty()) {
            section.missing("passes");
        }
        if (spec.cases().fails().isEmpty()) {
            section.missing("fails");
        }
        return spec;
    }

    private static Severity severity(Section section) {
        return Severity.valueOf(name(section.word("severity", words(Severity.values()))));
    }

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values).map(RuleSpec::word).toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String name(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Optional<Double> percent(Section section) {
        Optional<Double> percent = section.decimal("threshold");
        if (percent.filter(given -> !(given >= 0 && given <= 100)).isPresent()) {
            section.wrong("threshold", "a percentage from 0 to 100 is expected here");
        }
        return percent;
    }

    private static Cases cases(Section section) {
        return new Cases(
                section.plainMap("given"),
                section.plainMaps("passes"),
                section.plainMaps("fails"),
                section.plainMaps("ignores"));
    }
}
