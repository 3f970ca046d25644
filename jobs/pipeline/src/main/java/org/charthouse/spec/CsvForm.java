package org.charthouse.spec;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;

/**
 * How records and values are told apart in the files of a feed. What is not said is RFC 4180 in UTF-8.
 *
 * @param delimiter between values, one character
 * @param quote around values that hold a delimiter, one character; empty where there is none
 * @param escape before a quote within a quoted value, one character; empty where a quote is doubled instead
 * @param encoding name of the character set, one that keeps ASCII as it is
 * @param hasHeader whether the first line names the columns
 * @param anyCase whether those names may differ in upper and lower case from the ones that the feed states
 * @param hasLineBreaks whether a quoted value may hold line breaks
 */
public record CsvForm(
        String delimiter,
        String quote,
        String escape,
        String encoding,
        boolean hasHeader,
        boolean anyCase,
        boolean hasLineBreaks)
        implements Serializable {

    /** What RFC 4180 says, in UTF-8. */
    public static final CsvForm USUAL = new CsvForm(",", "\"", "", "UTF-8", true, false, false);

    private static final String NONE = "none";

    static CsvForm read(Section csv) {
        CsvForm form = new CsvForm(
                character(csv, "delimiter", USUAL.delimiter),
                character(csv, "quote", USUAL.quote),
                character(csv, "escape", USUAL.escape),
                encoding(csv),
                word(csv, "header", "present", "absent").equals("present"),
                word(csv, "header-case", "exact", "any").equals("any"),
                word(csv, "line-breaks", "refused", "in-quotes").equals("in-quotes"));
        if (form.delimiter.isEmpty()) {
            csv.wrong("delimiter", "values must be separated by something");
        }
        csv.end();
        return form;
    }

    public Charset charset() {
        return Charset.forName(encoding);
    }

    private static String character(Section csv, String key, String otherwise) {
        String given = csv.optionalText(key).orElse(otherwise);
        if (given.equals(NONE) || given.isEmpty()) {
            return "";
        }
        String one = given.equals("tab") || given.equals("\\t") ? "\t" : given;
        if (one.length() > 1 || one.charAt(0) > '~' || one.equals("\n") || one.equals("\r")) {
            csv.wrong(key, "one ASCII character, 'tab' or 'none' is expected here");
            return otherwise;
        }
        return one;
    }

    private static String encoding(Section csv) {
        String given = csv.optionalText("encoding").orElse(USUAL.encoding);
        try {
            Charset charset = Charset.forName(given);
            if (!charset.canEncode() || charset.encode("\n;").remaining() != 2) {
                csv.wrong("encoding", "lines are split before they are decoded, which needs a superset of ASCII");
                return USUAL.encoding;
            }
            return charset.name();
        } catch (UnsupportedCharsetException | java.nio.charset.IllegalCharsetNameException e) {
            List<String> usual = List.of(
                    StandardCharsets.UTF_8.name(), StandardCharsets.ISO_8859_1.name(), "windows-1252", "ISO-8859-15");
            csv.unknown("Unknown encoding '" + given + "'", "encoding", given, usual);
            return USUAL.encoding;
        }
    }

    private static String word(Section csv, String key, String usual, String other) {
        return csv.has(key) ? csv.word(key, List.of(usual, other)) : usual;
    }
}
