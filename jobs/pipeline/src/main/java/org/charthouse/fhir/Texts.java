package org.charthouse.fhir;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * FHIRPath's functions on texts (FHIRPath N1, 5.6), where SQL means something else by the same word. Public only
 * because Spark's generated code calls it.
 */
public final class Texts {
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();
    private static final int KEPT_PATTERNS = 1000;

    private Texts() {}

    /** From a position counted from 0; null where the text has no such position. */
    public static @Nullable UTF8String from(UTF8String text, int start) {
        return start < 0 || start >= text.numChars() ? null : text.substring(start, text.numChars());
    }

    /** As {@link #from}, at most so many characters. */
    public static @Nullable UTF8String part(UTF8String text, int start, int length) {
        if (start < 0 || start >= text.numChars()) {
            return null;
        }
        long end = Math.min((long) start + Math.max(length, 0), text.numChars());
        return text.substring(start, (int) end);
    }

    /** The position of the first occurrence, counted from 0; -1 without one. */
    public static @Nullable Integer index(UTF8String text, UTF8String part) {
        return text.indexOf(part, 0);
    }

    public static @Nullable UTF8String replace(UTF8String text, UTF8String part, UTF8String by) {
        return UTF8String.fromString(text.toString().replace(part.toString(), by.toString()));
    }

    /** Whether the expression is found somewhere; null where it is none. */
    public static @Nullable Boolean matches(UTF8String text, UTF8String expression) {
        Pattern pattern = pattern(expression.toString());
        return pattern == null
                ? null
                : (Boolean) pattern.matcher(text.toString()).find();
    }

    /** Each match replaced; {@code $1} and the like stand for groups. */
    public static @Nullable UTF8String replaceMatches(UTF8String text, UTF8String expression, UTF8String by) {
        Pattern pattern = pattern(expression.toString());
        if (pattern == null) {
            return null;
        }
        try {
            return UTF8String.fromString(pattern.matcher(text.toString()).replaceAll(by.toString()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    public static @Nullable UTF8String trim(UTF8String text) {
        return UTF8String.fromString(text.toString().strip());
    }

    /** What two equivalent texts have in common: neither case nor kind of white space. */
    public static @Nullable UTF8String folded(UTF8String text) {
        return UTF8String.fromString(
                text.toString().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT));
    }

    /** What a text means as a boolean (FHIRPath N1, 5.5.1). */
    public static @Nullable Boolean truth(UTF8String text) {
        return switch (text.toString().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1", "1.0" -> Boolean.TRUE;
            case "false", "f", "no", "n", "0", "0.0" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static @Nullable Pattern pattern(String expression) {
        Pattern known = PATTERNS.get(expression);
        if (known != null) {
            return known;
        }
        try {
            Pattern pattern = Pattern.compile(expression, Pattern.DOTALL);
            if (PATTERNS.size() < KEPT_PATTERNS) {
                PATTERNS.put(expression, pattern);
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            return null;
        }
    }
}
