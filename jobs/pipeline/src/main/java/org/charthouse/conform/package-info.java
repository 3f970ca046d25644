/**
 * Raw rows become FHIR R4 resources: {@code raw.record} to {@code fhir.<resource>}, the newest version per source system
 * and id.
 *
 * <p>It knows three ways in: a resource as it was sent, what such a resource contains, and rows of the CSV extract by a
 * mapping query under {@code conf/mappings}. All end in the same rows, so that nothing after it needs to know where a fact came from.
 */
@NullMarked
package org.charthouse.conform;

import org.jspecify.annotations.NullMarked;
