/**
 * Tests of contract rules, each on a table of a few rows with a known count.
 */
@NullMarked
package org.charthouse.dq;

import org.jspecify.annotations.NullMarked;
