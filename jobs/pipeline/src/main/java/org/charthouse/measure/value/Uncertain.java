package org.charthouse.measure.value;

/**
 * A whole number of which only the range is known, such as the years between two dates without days (CQL 1.5, 5.6.2
 * Uncertainty).
 */
public record Uncertain(int low, int high) {}
