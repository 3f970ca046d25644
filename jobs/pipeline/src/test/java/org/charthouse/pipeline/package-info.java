/**
 * Tests of order, skipping and resuming, with jobs so small that only the frame is tested. No real job belongs here.
 */
@NullMarked
package org.charthouse.pipeline;

import org.jspecify.annotations.NullMarked;
