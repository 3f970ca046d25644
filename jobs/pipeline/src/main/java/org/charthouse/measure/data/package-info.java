/**
 * FHIR resources as the evaluators see them: typed elements by name, from rows of {@code fhir.*} or from files.
 *
 * <p>It must not know: ELM, measures, tables. Both doors read JSON into the same rows first, so what a measure sees of a
 * resource is what the lake keeps of it.
 */
@NullMarked
package org.charthouse.measure.data;

import org.jspecify.annotations.NullMarked;
