/**
 * Tests of how problems are told. They know no other package, as the code does not.
 */
@NullMarked
package org.charthouse.error;

import org.jspecify.annotations.NullMarked;
