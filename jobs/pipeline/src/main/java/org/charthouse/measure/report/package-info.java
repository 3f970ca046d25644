/**
 * Results of measures as MeasureReports (FHIR R4, 13.8), and what of their counts may be told.
 *
 * <p>It must not know: tables, Spark, where a count comes from, where a report goes. It is given plain counts and makes text of
 * them, so that the same counts make the same bytes.
 */
@NullMarked
package org.charthouse.measure.report;

import org.jspecify.annotations.NullMarked;
