/**
 * Raw rows become FHIR R4 resources: {@code raw.record} to {@code fhir.<resource>}, the newest version per source system
 * and id.
 *
 * <p>It knows two ways in: a resource as it was sent, and rows of the CSV extract by a mapping query under
 * {@code conf/mappings}. Both end in the same rows, so that nothing after it needs to know where a fact came from.
 */
@NullMarked
package org.charthouse.conform;

import org.jspecify.annotations.NullMarked;
