/**
 * How a line of a delivered CSV file is read: as its feed says, it becomes rows of extract tables.
 *
 * <p>Ingest judges lines by it, conform and flatten make rows of them later, so both must read the same way; hence it
 * stands below the stages. It must not know what becomes of a row: neither FHIR nor core tables.
 */
@NullMarked
package org.charthouse.feed;

import org.jspecify.annotations.NullMarked;
