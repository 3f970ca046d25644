/**
 * Facility B: FHIR R4 resources as Synthea writes them in bulk mode, cut down to the facility's share.
 *
 * <p>Must not know the CSV extract: the two formats meet only in the registrations, as two vendors' systems would.
 */
@NullMarked
package org.charthouse.synthetic.bulk;

import org.jspecify.annotations.NullMarked;
