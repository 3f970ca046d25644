package org.charthouse.identity.match;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.charthouse.spec.LinkSpec.Form;

/** Values as they are compared: without case, accents and signs (Unicode normalisation form KD without its marks). */
final class StandardForm {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’ʼ`]");
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private static final int NATIONAL_DIGITS = 10;

    /** Letters that Unicode does not take apart. */
    private static final Map<String, String> WHOLE =
            Map.of("ß", "ss", "ø", "o", "đ", "d", "ð", "d", "þ", "th", "æ", "ae", "œ", "oe", "ł", "l", "ı", "i");

    private StandardForm() {}

    /** The standard form of a text; empty where nothing is left. */
    static String of(String text, Form form, Words words) {
        String folded = folded(text);
        String standard = switch (form) {
            case NAME ->
                words(SIGNS.matcher(APOSTROPHES.matcher(folded).replaceAll("")).replaceAll(" "), words::named);
            case WORDS ->
                words(
                        SIGNS.matcher(folded).replaceAll(" "),
                        each -> each.stream().map(words::shortened).toList());
            case DATE -> NO_DIGITS.matcher(folded).replaceAll("");
            case NUMBER, CODE -> SIGNS.matcher(folded).replaceAll("");
            case PHONE -> phone(NO_DIGITS.matcher(folded).replaceAll(""));
            case EMAIL -> BLANKS.matcher(folded).replaceAll("");
        };
        return words.isPlaceholder(SIGNS.matcher(standard).replaceAll("")) ? "" : standard;
    }

    /** Letters and digits only. */
    static String plain(String text) {
        return SIGNS.matcher(folded(text)).replaceAll("");
    }

    static String folded(String text) {
        String folded = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> letter : WHOLE.entrySet()) {
            folded = folded.replace(letter.getKey(), letter.getValue());
        }
        return folded;
    }

    private static String words(String text, UnaryOperator<List<String>> change) {
        List<String> words = List.of(text.strip().split(" +"));
        return String.join(" ", change.apply(words));
    }

    /** Without the signs of a country: the last ten digits. */
    private static String phone(String digits) {
        String national = digits.replaceFirst("^0+", "");
        return national.length() > NATIONAL_DIGITS ? national.substring(national.length() - NATIONAL_DIGITS) : national;
    }
}
