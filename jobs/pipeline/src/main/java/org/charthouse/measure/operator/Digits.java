package org.charthouse.measure.operator;

import org.charthouse.measure.value.Precision;

/** The precision that a number of digits stands for. */
final class Digits {

    private Digits() {}

    static Precision precision(int digits, boolean isTime) {
        return switch (isTime ? digits + 8 : digits) {
            case 4 -> Precision.YEAR;
            case 6 -> Precision.MONTH;
            case 8 -> Precision.DAY;
            case 10 -> Precision.HOUR;
            case 12 -> Precision.MINUTE;
            case 14 -> Precision.SECOND;
            default -> Precision.MILLISECOND;
        };
    }
}
