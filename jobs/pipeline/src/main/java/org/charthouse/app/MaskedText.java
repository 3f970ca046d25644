package org.charthouse.app;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that was sent, without what it says: letters become x, digits 9; length, separators and quotes stay, so that one
 * sees what is wrong with its form. Names of JSON members stay where they are names that FHIR has.
 */
public final class MaskedText {

    private static final Pattern MEMBER = Pattern.compile("\"([A-Za-z]{1,60})\"(?=\\s*:)");

    private final Set<String> names;

    /**
     * A mask.
     *
     * @param names of JSON members that tell of nobody
     */
    MaskedText(Set<String> names) {
        this.names = names;
    }

    /** A line, masked. */
    public String of(String text) {
        StringBuilder masked = new StringBuilder();
        Matcher member = MEMBER.matcher(text);
        int from = 0;
        while (member.find()) {
            if (names.contains(member.group(1))) {
                mask(text, from, member.start(), masked);
                masked.append(member.group());
                from = member.end();
            }
        }
        mask(text, from, text.length(), masked);
        return masked.toString();
    }

    /** As it was sent, but for what a terminal would obey. */
    public static String unmasked(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().forEach(c -> {
            if (Character.isISOControl(c) && c != '\t') {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.append((char) c);
            }
        });
        return shown.toString();
    }

    private static void mask(String text, int from, int to, StringBuilder masked) {
        for (int i = from; i < to; i++) {
            masked.append(mask(text.charAt(i)));
        }
    }

    private static char mask(char c) {
        if (c >= '0' && c <= '9') {
            return '9';
        }
        boolean plain = c >= ' ' && c <= '~' && !Character.isLetter(c);
        return plain || c == '\t' ? c : 'x';
    }
}
