/**
 * Tests of proposals; how a feed is read is tested elsewhere.
 */
@NullMarked
package org.charthouse.feed.proposal;

import org.jspecify.annotations.NullMarked;
