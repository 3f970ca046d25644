package org.charthouse.conform.correction;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a number is worked out anew: times a factor, plus an offset, both fractions, in exact decimals.
 *
 * @param factor what it is multiplied by
 * @param offset what is added then
 * @param places digits after the point, rounded half up; null for all there are
 */
record Calculation(
        Fraction factor, Fraction offset, @Nullable Integer places) implements Serializable {

    private static final Pattern FRACTION =
            Pattern.compile("(-?\\d{1,18}(?:\\.\\d{1,18})?)(?:/(\\d{1,18}(?:\\.\\d{1,18})?))?");
    private static final int MOST_PLACES = 12;

    /** Beyond this a text is a number by its form alone, and writing it out could fill the memory. */
    private static final int MOST_DIGITS = 100;

    /** A number as one over another. */
    record Fraction(BigDecimal over, BigDecimal under) implements Serializable {
        static final Fraction NONE = new Fraction(BigDecimal.ZERO, BigDecimal.ONE);
        static final Fraction ONE = new Fraction(BigDecimal.ONE, BigDecimal.ONE);

        boolean ends() {
            try {
                return BigDecimal.ONE.divide(under).signum() > 0;
            } catch (ArithmeticException e) {
                return false;
            }
        }
    }

    /** What the arguments say; empty where they leave the number as it is. */
    static Optional<Calculation> of(Arguments with) {
        Fraction factor = fraction(with, "factor", Fraction.ONE);
        Fraction offset = fraction(with, "offset", Fraction.NONE);
        int digits = with.whole("decimals", 0, MOST_PLACES);
        Integer places = with.has("decimals") ? (Integer) digits : null;
        boolean isGiven = with.has("factor") || with.has("offset");
        if (factor.over().signum() <= 0) {
            with.wrong("factor", "a number above 0 is expected: one below would turn 'less than' round");
        }
        if (places != null && !isGiven) {
            with.wrong("decimals", "it rounds what 'factor' and 'offset' give, and neither is there");
        }
        if (places == null && !(factor.ends() && offset.ends())) {
            with.missing("decimals");
        }
        return isGiven ? Optional.of(new Calculation(factor, offset, places)) : Optional.empty();
    }

    private static Fraction fraction(Arguments with, String name, Fraction otherwise) {
        Optional<String> text = with.optionalText(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        Matcher parts = FRACTION.matcher(text.get());
        if (!parts.matches() || (parts.group(2) != null && new BigDecimal(parts.group(2)).signum() == 0)) {
            with.wrong(name, "a decimal number is expected, or a fraction such as 5/9");
            return otherwise;
        }
        BigDecimal under = parts.group(2) == null ? BigDecimal.ONE : new BigDecimal(parts.group(2));
        return new Fraction(new BigDecimal(parts.group(1)), under);
    }

    /** The number worked out; null where the text is none. */
    @Nullable
    String of(String number) {
        BigDecimal value;
        try {
            value = new BigDecimal(number);
        } catch (NumberFormatException e) {
            return null;
        }
        if (value.precision() > MOST_DIGITS || Math.abs(value.scale()) > MOST_DIGITS) {
            return null;
        }
        BigDecimal over = value.multiply(factor.over())
                .multiply(offset.under())
                .add(offset.over().multiply(factor.under()));
        BigDecimal under = factor.under().multiply(offset.under());
        return (places == null ? over.divide(under) : over.divide(under, places, RoundingMode.HALF_UP)).toPlainString();
    }
}
