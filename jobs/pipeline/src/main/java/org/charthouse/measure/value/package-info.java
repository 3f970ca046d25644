/**
 * The values of CQL: dates and times as precise as they were written, quantities, codes, intervals, tuples.
 *
 * <p>It must not know: FHIR, ELM, persons. Boolean, Integer, Long, BigDecimal, String and {@link java.util.List} are
 * Java's own; null is CQL's unknown. Values are immutable, so that evaluators may share them.
 */
@NullMarked
package org.charthouse.measure.value;

import org.jspecify.annotations.NullMarked;
