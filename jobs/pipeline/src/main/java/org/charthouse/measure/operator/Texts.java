package org.charthouse.measure.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.charthouse.measure.value.CqlException;
import org.jspecify.annotations.Nullable;

/** String operators (CQL 1.5, 9.6). Positions count from 0. */
public final class Texts {

    private Texts() {}

    public static @Nullable String concatenate(@Nullable Object left, @Nullable Object right) {
        return (left == null || right == null) ? null : left.toString() + right;
    }

    public static @Nullable String combine(@Nullable List<?> source, @Nullable Object separator) {
        if (source == null) {
            return null;
        }
        List<Object> present = Lists.present(source);
        return present.isEmpty()
                ? null
                : present.stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(separator == null ? "" : separator.toString()));
    }

    public static @Nullable List<@Nullable Object> split(@Nullable Object text, @Nullable Object separator) {
        if (text == null) {
            return null;
        }
        String by = separator == null ? "" : separator.toString();
        return by.isEmpty()
                ? new ArrayList<>(List.of(text))
                : new ArrayList<>(List.of(text.toString().split(Pattern.quote(by), -1)));
    }

    public static @Nullable List<@Nullable Object> splitOnMatches(@Nullable Object text, @Nullable Object pattern) {
        if (text == null) {
            return null;
        }
        return pattern == null
                ? new ArrayList<>(List.of(text))
                : new ArrayList<>(List.of(pattern(pattern).split(text.toString(), -1)));
    }

    public static @Nullable Integer length(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.size();
        }
        return value == null ? null : (Integer) value.toString().length();
    }

    public static @Nullable String upper(@Nullable Object text) {
        return text == null ? null : text.toString().toUpperCase(Locale.ROOT);
    }

    public static @Nullable String lower(@Nullable Object text) {
        return text == null ? null : text.toString().toLowerCase(Locale.ROOT);
    }

    public static @Nullable Integer positionOf(@Nullable Object part, @Nullable Object text) {
        return (part == null || text == null) ? null : (Integer) text.toString().indexOf(part.toString());
    }

    public static @Nullable Integer lastPositionOf(@Nullable Object part, @Nullable Object text) {
        return (part == null || text == null) ? null : (Integer) text.toString().lastIndexOf(part.toString());
    }

    public static @Nullable String substring(@Nullable Object text, @Nullable Object from, @Nullable Object length) {
        if (text == null || !(from instanceof Integer start)) {
            return null;
        }
        String whole = text.toString();
        boolean isOutside = start < 0 || (start > 0 && start >= whole.length());
        if (isOutside) {
            return null;
        }
        int end = length instanceof Integer wanted
                ? Math.min(whole.length(), start + Math.max(0, wanted))
                : whole.length();
        return whole.substring(start, end);
    }

    /** A character of a text. */
    public static @Nullable String character(@Nullable Object text, @Nullable Object index) {
        String found = substring(text, index, 1);
        return (found == null || found.isEmpty()) ? null : found;
    }

    public static @Nullable Boolean startsWith(@Nullable Object text, @Nullable Object part) {
        return (text == null || part == null) ? null : (Boolean) text.toString().startsWith(part.toString());
    }

    public static @Nullable Boolean endsWith(@Nullable Object text, @Nullable Object part) {
        return (text == null || part == null) ? null : (Boolean) text.toString().endsWith(part.toString());
    }

    /** Whether a part of the text fits a pattern; for the whole, the pattern has {@code ^} and {@code $}. */
    public static @Nullable Boolean matches(@Nullable Object text, @Nullable Object pattern) {
        return (text == null || pattern == null)
                ? null
                : (Boolean) pattern(pattern).matcher(text.toString()).find();
    }

    public static @Nullable String replaceMatches(
            @Nullable Object text, @Nullable Object pattern, @Nullable Object substitution) {
        if (text == null || pattern == null || substitution == null) {
            return null;
        }
        try {
            return pattern(pattern).matcher(text.toString()).replaceAll(substitution.toString());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new CqlException("the substitution names a group that its pattern has not");
        }
    }

    private static Pattern pattern(Object text) {
        try {
            return Pattern.compile(text.toString(), Pattern.DOTALL); // single line mode, says 9.6
        } catch (PatternSyntaxException e) {
            throw new CqlException("a pattern of the measure is no regular expression");
        }
    }
}
