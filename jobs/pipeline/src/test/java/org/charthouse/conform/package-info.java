/**
 * Tests of how raw rows become resources. Deliveries are read by the real ingest, the only other stage named here.
 */
@NullMarked
package org.charthouse.conform;

import org.jspecify.annotations.NullMarked;
