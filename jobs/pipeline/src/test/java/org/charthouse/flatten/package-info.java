/**
 * Tests of the tables that analysts join: types, and values that do not fit.
 */
@NullMarked
package org.charthouse.flatten;

import org.jspecify.annotations.NullMarked;
