/**
 * FHIR resources become the tables that analysts join: {@code core.<view>} from {@code schemas/views/<view>.json}, typed
 * by the table's contract, each row with its person.
 */
@NullMarked
package org.charthouse.flatten;

import org.jspecify.annotations.NullMarked;
