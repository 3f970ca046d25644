/**
 * Measure packages as authoring tools and publishers write them: Measure, Library, ValueSet.
 *
 * <p>It must not know: persons, tables, how expressions are evaluated. It reads files, finds what belongs together, and says
 * what is missing.
 */
@NullMarked
package org.charthouse.measure.content;

import org.jspecify.annotations.NullMarked;
