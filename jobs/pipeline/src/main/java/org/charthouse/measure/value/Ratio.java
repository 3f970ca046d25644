package org.charthouse.measure.value;

/** One quantity to another. */
public record Ratio(Quantity numerator, Quantity denominator) {

    @Override
    public String toString() {
        return numerator + ":" + denominator;
    }
}
