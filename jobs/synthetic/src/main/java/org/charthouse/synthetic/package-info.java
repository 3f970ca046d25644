/**
 * Synthetic extracts of two facilities with planted defects and the truth about them.
 *
 * <p>Must not share anything with the product that reads the extracts, neither classes nor constants: a mistake made in
 * both places would prove itself right. What binds them is the contract in {@code schemas/extract} and FHIR R4.
 */
@NullMarked
package org.charthouse.synthetic;

import org.jspecify.annotations.NullMarked;
