/** Tests of units and of results in canonical units. */
@NullMarked
package org.charthouse.terminology.unit;

import org.jspecify.annotations.NullMarked;
