/**
 * Synthetic extracts of two facilities with planted defects and the truth about them, in one delivery or, to test what a
 * lake makes of versions, deletions and late or repeated files, in up to three.
 *
 * <p>Must not share anything with the product that reads the extracts, neither classes nor constants: a mistake made in
 * both places would prove itself right. What binds them is the contract in {@code schemas/extract} and FHIR R4.
 */
@NullMarked
package org.charthouse.synthetic;

import org.jspecify.annotations.NullMarked;
