/**
 * Facility A: the CSV extract, coded the way an EHR's billing and records departments code.
 *
 * <p>Must not know FHIR, nor how the product reads the extract: the contract in {@code schemas/extract} is all they
 * share, and a test compares its columns with these.
 */
@NullMarked
package org.charthouse.synthetic.extract;

import org.jspecify.annotations.NullMarked;
