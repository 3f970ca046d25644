/**
 * Tests of reading files, from one line to whole deliveries. What the lines mean is not tested here.
 */
@NullMarked
package org.charthouse.feed;

import org.jspecify.annotations.NullMarked;
