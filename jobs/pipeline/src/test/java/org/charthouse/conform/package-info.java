/**
 * Tests of how raw rows become resources; raw rows are written as ingest would leave them, because stages share tables only.
 */
@NullMarked
package org.charthouse.conform;

import org.jspecify.annotations.NullMarked;
