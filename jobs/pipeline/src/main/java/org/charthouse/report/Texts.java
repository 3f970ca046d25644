package org.charthouse.report;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How values and names read on a page: the same on every machine, whatever its language. */
final class Texts {

    /** Stands where there is no value. */
    static final String ABSENT = "\u2013";

    private static final int LONGEST_NAME = 60;

    private Texts() {}

    /** A value: thousands separated by commas, decimals as many as the value has, at most two of a binary fraction. */
    static String of(@Nullable Object value) {
        if (value == null) {
            return ABSENT;
        }
        if (value instanceof BigDecimal decimal) {
            DecimalFormat format = grouped();
            format.setMinimumFractionDigits(Math.max(decimal.scale(), 0));
            format.setMaximumFractionDigits(Math.max(decimal.scale(), 0));
            return format.format(decimal);
        }
        return value instanceof Number ? grouped().format(value) : value.toString();
    }

    /** The form of plain numbers, for axes too. */
    static DecimalFormat grouped() {
        return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    /** A column name as a heading: {@code rows_read} is "Rows read", {@code prevalence_percent} is "Prevalence %". */
    static String heading(String column) {
        String words = column.replace('_', ' ').strip().replaceFirst("(?i) percent$", " %");
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A title as part of a file name: lower-case letters, digits and hyphens of ASCII. */
    static String slug(String title) {
        String plain = Normalizer.normalize(title, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        String slug = plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = slug.length() > LONGEST_NAME ? slug.substring(0, LONGEST_NAME) : slug;
        return cut.replaceAll("^-+|-+$", "");
    }
}
