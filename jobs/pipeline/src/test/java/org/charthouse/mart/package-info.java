/**
 * Tests of the worked cases that ship beside marts, and of how a case that fails is told.
 */
@NullMarked
package org.charthouse.mart;

import org.jspecify.annotations.NullMarked;
