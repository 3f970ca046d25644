/**
 * Tests of tables, queries, the manifest and the lock, on lakes in folders of their own.
 */
@NullMarked
package org.charthouse.lake;

import org.jspecify.annotations.NullMarked;
