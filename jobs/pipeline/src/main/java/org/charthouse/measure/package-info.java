/**
 * Quality measures: official packages and measures of the house's own, evaluated person by person.
 *
 * <p>It must not know: feeds, identity rules, marts, reports. It reads {@code fhir.*} and the persons that the lake knows, and
 * writes {@code measure.*}.
 */
@NullMarked
package org.charthouse.measure;

import org.jspecify.annotations.NullMarked;
