/**
 * What the operators of CQL 1.5 mean, on values alone (Author's guide, appendix B).
 *
 * <p>It must not know: ELM, FHIR, persons. Null is unknown throughout: a comparison that cannot be decided is null, and so is
 * whatever follows from it. Each class holds the operators of one chapter of that appendix.
 */
@NullMarked
package org.charthouse.measure.operator;

import org.jspecify.annotations.NullMarked;
