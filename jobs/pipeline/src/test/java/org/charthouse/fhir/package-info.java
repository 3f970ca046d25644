/** Tests of the FHIR side. They may read the repository's schemas; they must not need outside data or a network. */
@NullMarked
package org.charthouse.fhir;

import org.jspecify.annotations.NullMarked;
