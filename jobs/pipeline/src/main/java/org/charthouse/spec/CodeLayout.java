package org.charthouse.spec;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How a published file of codes is read: which fields a line has, and what they say, as Spark SQL over the fields, all of
 * them text without blanks around it.
 *
 * @param format how a line is cut
 * @param encoding name of the character set
 * @param skip lines before the first code, or before the header
 * @param hasHeader whether a line names the fields; of separated values only
 * @param form how values are separated
 * @param fields in order, where no header names them: first and last position, from 1, where they stand at fixed places
 * @param pattern that a line has, with a named group for each field; lines that do not fit are none of codes
 * @param where which lines are codes; absent where all are
 * @param columns what the list says of a code, by name; {@code code} is one of them
 */
public record CodeLayout(
        Format format,
        String encoding,
        int skip,
        boolean hasHeader,
        CsvForm form,
        Map<String, Positions> fields,
        Optional<String> pattern,
        Optional<SqlText> where,
        Map<String, SqlText> columns) {

    /** How a line is cut into fields. */
    public enum Format {
        /** At positions. */
        FIXED,
        /** At separators. */
        SEPARATED,
        /** By a regular expression. */
        PATTERN
    }

    /** First and last character of a field, from 1; the last is {@link Integer#MAX_VALUE} where the line ends it. */
    public record Positions(int first, int last) {}

    /** Columns that each list may have beside its own. */
    public static final Set<String> KNOWN =
            Set.of("code", "title", "is_billable", "category", "effective_from", "effective_until");

    private static final Pattern POSITIONS = Pattern.compile("(\\d{1,5})(-(\\d{1,5})?)?");
    private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    static CodeLayout read(Section section) {
        Format format = Format.valueOf(
                section.word("format", List.of("fixed", "separated", "pattern")).toUpperCase(java.util.Locale.ROOT));
        CsvForm form = section.section("separated").map(CsvForm::read).orElse(CsvForm.USUAL);
        Map<String, SqlText> columns = new LinkedHashMap<>();
        Section named = section.requiredSection("columns");
        named.keys().forEach(name -> columns.put(name, new SqlText(named.text(name), named.place(name))));
        columns.keySet().stream()
                .filter(name -> !NAME.matcher(name).matches())
                .forEach(name -> named.wrong(name, "small letters, digits and _ are expected in the name of a column"));
        if (!columns.containsKey("code")) {
            named.missing("code");
        }
        CodeLayout layout = new CodeLayout(
                format,
                encoding(section),
                section.number("skip-lines", 0, 0, 1000),
                format == Format.SEPARATED && form.hasHeader(),
                form,
                fields(section, format),
                section.optionalText("pattern"),
                section.optionalText("where").map(sql -> new SqlText(sql, section.place("where"))),
                columns);
        layout.check(section);
        section.end();
        return layout;
    }

    /** The names of fields; empty where a header names them. */
    public List<String> fieldNames() {
        if (format != Format.PATTERN) {
            return List.copyOf(fields.keySet());
        }
        List<String> names = new ArrayList<>();
        Matcher groups = GROUP.matcher(pattern.orElse(""));
        while (groups.find()) {
            names.add(groups.group(1));
        }
        return names;
    }

    private void check(Section section) {
        switch (format) {
            case FIXED -> {
                if (fields.isEmpty()) {
                    section.missing("fields");
                }
            }
            case SEPARATED -> {
                if (!hasHeader && fields.isEmpty()) {
                    section.missing("fields");
                }
            }
            case PATTERN -> checkPattern(section);
        }
    }

    private void checkPattern(Section section) {
        if (pattern.isEmpty()) {
            section.missing("pattern");
            return;
        }
        try {
            Pattern.compile(pattern.get());
            if (fieldNames().isEmpty()) {
                section.wrong("pattern", "it names no field, as in (?<code>[A-Z]\\d+)");
            }
        } catch (PatternSyntaxException e) {
            section.wrong("pattern", "it is no regular expression: " + e.getDescription());
        }
    }

    private static Map<String, Positions> fields(Section section, Format format) {
        Map<String, Positions> fields = new LinkedHashMap<>();
        if (format == Format.SEPARATED) {
            section.texts("fields").forEach(name -> fields.put(name, new Positions(0, 0)));
            return fields;
        }
        section.section("fields").ifPresent(given -> {
            for (String name : given.keys()) {
                Optional<Positions> at = positions(given.text(name));
                at.ifPresent(positions -> fields.put(name, positions));
                if (at.isEmpty()) {
                    given.wrong(name, "positions from 1 are expected here, as 7-13, 15 or 78-");
                }
            }
            given.end();
        });
        return fields;
    }

    private static Optional<Positions> positions(String text) {
        Matcher at = POSITIONS.matcher(text);
        if (!at.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(at.group(1));
        int open = at.group(2) == null ? first : Integer.MAX_VALUE;
        int last = at.group(3) == null ? open : Integer.parseInt(at.group(3));
        return Optional.of(new Positions(first, last)).filter(found -> first >= 1 && last >= first);
    }

    private static String encoding(Section section) {
        String given = section.optionalText("encoding").orElse("UTF-8");
        try {
            return Charset.forName(given).name();
        } catch (IllegalArgumentException e) {
            section.unknown(
                    "Unknown encoding '" + given + "'",
                    "encoding",
                    given,
                    new TreeSet<>(Set.of("UTF-8", "ISO-8859-1", "windows-1252")));
            return "UTF-8";
        }
    }
}
