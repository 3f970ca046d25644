package org.charthouse.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.charthouse.error.Place;

/**
 * A model of {@code conf/identity}: how records are compared, and how likely two must be of one person.
 *
 * @param model its name, kept with every link
 * @param fields what a record is known by
 * @param candidates which pairs are compared: those that share all values of one of these, Spark SQL over the fields of a record
 * @param refine where too many records share a candidate's values: what they must share as well, one after the other
 * @param comparisons what is compared, strongest evidence first within each
 * @param rules what is decided whatever the likelihood; the first that holds of a pair counts
 * @param match the least probability at which two records are linked
 * @param review the least probability at which two records are shown to a person
 * @param most the most records of one person
 */
public record LinkSpec(
        String model,
        List<Field> fields,
        List<Candidate> candidates,
        List<SqlText> refine,
        List<Comparison> comparisons,
        List<Rule> rules,
        double match,
        double review,
        int most) {

    /** How a value is written the same however it was typed. */
    public enum Form {
        NAME,
        DATE,
        NUMBER,
        PHONE,
        WORDS,
        EMAIL,
        CODE
    }

    /**
     * A field.
     *
     * @param field its name
     * @param columns where its values stand, as far as records have them
     * @param form how it is standardised
     * @param common the share of records above which a value is none; nothing is where there is no such share
     */
    public record Field(String field, List<String> columns, Form form, Optional<Double> common) {}

    /**
     * A key that pairs share.
     *
     * @param name as it is reported
     * @param keys expressions over the fields, each a list of texts; one value of each must be shared
     */
    public record Candidate(String name, List<SqlText> keys) {}

    /**
     * A comparison.
     *
     * @param name as it is reported
     * @param of fields of which both records must have one; otherwise it says nothing
     * @param unless Spark SQL over the records {@code l} and {@code r}: where it holds the comparison says nothing either
     * @param levels in order; the first that holds counts, and what fulfils none is the last level, "else"
     */
    public record Comparison(String name, List<String> of, Optional<SqlText> unless, List<Level> levels) {}

    /**
     * A level of a comparison.
     *
     * @param name as it is reported
     * @param when Spark SQL over the records {@code l} and {@code r}
     * @param frequency the field by whose frequent values it says less, if any
     * @param usual how often it is found, before any record is seen
     */
    public record Level(String name, SqlText when, Optional<String> frequency, Usual usual) {}

    /**
     * What is known of a level before any record is seen.
     *
     * @param m its share of pairs of one person
     * @param u its share of pairs of two persons
     */
    public record Usual(double m, double u) {}

    /**
     * A rule.
     *
     * @param name as it is reported
     * @param when Spark SQL over the records {@code l} and {@code r}
     * @param then what follows
     */
    public record Rule(String name, SqlText when, Then then) {}

    /** What is done with a pair of which a rule holds. */
    public enum Then {
        /** It is linked. */
        LINK,
        /** It is not linked by itself, and shown to a person if it is likely; others may tie the two together. */
        REVIEW,
        /** The same, and others may not, unless a rule links them or a person does. */
        APART,
        /** It is never linked. */
        NEVER
    }

    /** The most refinements of a model. */
    public static final int REFINEMENTS = 4;

    private static final double MATCH = 0.99;
    private static final double REVIEW = 0.5;
    private static final int MOST = 50;
    private static final int MOST_EVER = 10_000;

    /** Whether a rule, counted from 1, says so. */
    public boolean then(int rule, Then then) {
        return rule > 0 && rules.get(rule - 1).then() == then;
    }

    static LinkSpec read(Section file) {
        String model = file.text("model");
        List<Field> fields = file.list("fields", LinkSpec::field);
        List<String> names = fields.stream().map(Field::field).toList();
        LinkSpec spec = new LinkSpec(
                model,
                fields,
                file.list("candidates", LinkSpec::candidate),
                sql(file, "refine"),
                file.list("comparisons", section -> comparison(section, names)),
                file.list("rules", LinkSpec::rule),
                file.decimal("match").orElse(MATCH),
                file.decimal("review").orElse(REVIEW),
                file.number("most", MOST, 2, MOST_EVER));
        new LinkChecks(spec, file).run();
        file.end();
        return spec;
    }

    private static List<SqlText> sql(Section section, String key) {
        Place place = section.place(key);
        return section.texts(key).stream().map(sql -> new SqlText(sql, place)).toList();
    }

    private static Field field(Section section) {
        String name = section.text("field");
        List<String> columns = section.texts("columns");
        return new Field(
                name,
                columns.isEmpty() ? List.of(name) : columns,
                Form.valueOf(section.word("form", words(Form.values())).toUpperCase(Locale.ROOT)),
                share(section, "common"));
    }

    private static Candidate candidate(Section section) {
        return new Candidate(section.text("name"), sql(section, "keys"));
    }

    private static Comparison comparison(Section section, List<String> fields) {
        Place place = section.place("unless");
        List<String> of = section.texts("of");
        of.forEach(field -> check(section, "of", field, fields));
        return new Comparison(
                section.text("name"),
                of,
                section.optionalText("unless").map(sql -> new SqlText(sql, place)),
                section.list("levels", level -> level(level, fields)));
    }

    private static Level level(Section section, List<String> fields) {
        Optional<String> frequency = section.optionalText("frequency");
        frequency.ifPresent(field -> check(section, "frequency", field, fields));
        return new Level(
                section.text("name"),
                new SqlText(section.text("when"), section.place("when")),
                frequency,
                new Usual(
                        share(section, "m").orElseGet(() -> absent(section, "m")),
                        share(section, "u").orElseGet(() -> absent(section, "u"))));
    }

    private static void check(Section section, String key, String field, List<String> fields) {
        if (!fields.contains(field)) {
            section.unknown("Unknown field '" + field + "'", key, field, fields);
        }
    }

    private static Rule rule(Section section) {
        return new Rule(
                section.text("name"),
                new SqlText(section.text("when"), section.place("when")),
                Then.valueOf(section.word("then", words(Then.values())).toUpperCase(Locale.ROOT)));
    }

    private static List<String> words(Enum<?>... values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static double absent(Section section, String key) {
        if (!section.has(key)) {
            section.missing(key);
        }
        return 1; // whatever, as the problem is noted
    }

    private static Optional<Double> share(Section section, String key) {
        Optional<Double> share = section.decimal(key);
        share.filter(value -> !(value > 0 && value <= 1))
                .ifPresent(value -> section.wrong(key, "a share above 0 and up to 1 is expected here"));
        return share;
    }
}
