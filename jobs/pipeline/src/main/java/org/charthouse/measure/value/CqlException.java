package org.charthouse.measure.value;

import java.util.ArrayList;
import java.util.List;

/**
 * An expression that has no value for a person: an error of the run-time as CQL defines it. It is data, not a defect, so it has
 * no stack trace; it tells where it came up instead.
 */
public final class CqlException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int DEPTH = 8;

    private final ArrayList<String> within;
    private final String locator;

    /** @param message names types and operators, never a value of a person */
    public CqlException(String message) {
        this(message, "", List.of());
    }

    private CqlException(String message, String locator, List<String> within) {
        super(message, null, false, false);
        this.locator = locator;
        this.within = new ArrayList<>(within);
    }

    /** The same with its place in the source of the measure, where it has none yet. */
    public CqlException at(String place) {
        return locator.isEmpty() ? new CqlException(String.valueOf(getMessage()), place, within) : this;
    }

    /** The same with the definition or function that it came through. */
    public CqlException in(String definition) {
        if (within.size() >= DEPTH) {
            return this;
        }
        CqlException outer = new CqlException(String.valueOf(getMessage()), locator, within);
        outer.within.add(definition);
        return outer;
    }

    /** Definitions and functions, innermost first. */
    public List<String> within() {
        return List.copyOf(within);
    }

    /** Lines and columns in the source, {@code 81:11-82:44}; empty where the library does not tell. */
    public String locator() {
        return locator;
    }
}
