package org.charthouse.measure.operator;

import java.util.LinkedHashMap;
import java.util.Map;
import org.charthouse.measure.value.Quantity;

/** The unit of a product or quotient: {@code cm} by {@code cm} is {@code cm2} (CQL 1.5, 9.3 Multiply and Divide). */
final class UnitProduct {

    private UnitProduct() {}

    /**
     * The unit.
     *
     * @param sign 1 for a product, -1 for a quotient
     */
    static String of(String one, String other, int sign) {
        String left = Units.plain(one);
        String right = Units.plain(other);
        if (right.equals(Quantity.NO_UNIT)) {
            return one;
        }
        if (sign < 0 && left.equals(right)) {
            return Quantity.NO_UNIT;
        }
        if (sign > 0 && left.equals(Quantity.NO_UNIT)) {
            return other;
        }
        Map<String, Integer> powers = new LinkedHashMap<>();
        boolean isSimple = read(left, 1, powers) && read(right, sign, powers);
        return isSimple ? write(powers) : left + (sign < 0 ? "/" : ".") + right;
    }

    /** Adds the powers of a unit's terms; false where it has more to it than terms, points and strokes. */
    private static boolean read(String unit, int sign, Map<String, Integer> powers) {
        int from = 0;
        int direction = 1;
        for (int at = 0; at <= unit.length(); at++) {
            char sep = at == unit.length() ? '.' : unit.charAt(at);
            if (sep == '.' || sep == '/') {
                if (at > from && !term(unit.substring(from, at), sign * direction, powers)) {
                    return false;
                }
                direction = sep == '/' ? -1 : 1;
                from = at + 1;
            } else if ("(){}*^".indexOf(sep) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean term(String term, int sign, Map<String, Integer> powers) {
        if (term.equals(Quantity.NO_UNIT)) {
            return true;
        }
        int end = term.length();
        while (end > 0 && Character.isDigit(term.charAt(end - 1))) {
            end--;
        }
        String digits = term.substring(end);
        boolean isNegative = end > 0 && term.charAt(end - 1) == '-';
        String atom = term.substring(0, isNegative ? end - 1 : end);
        if (atom.isEmpty() || digits.length() > 2 || (isNegative && digits.isEmpty())) {
            return false;
        }
        int power = digits.isEmpty() ? 1 : Integer.parseInt(digits);
        powers.merge(atom, sign * (isNegative ? -power : power), Integer::sum);
        return true;
    }

    private static String write(Map<String, Integer> powers) {
        StringBuilder above = new StringBuilder();
        StringBuilder below = new StringBuilder();
        powers.forEach((atom, power) -> {
            if (power > 0) {
                above.append(above.length() == 0 ? "" : ".").append(term(atom, power));
            } else if (power < 0) {
                below.append('/').append(term(atom, -power));
            }
        });
        return (above.length() == 0 ? Quantity.NO_UNIT : above) + below.toString();
    }

    private static String term(String atom, int power) {
        return power == 1 ? atom : atom + power;
    }
}
