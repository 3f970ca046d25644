/**
 * Marts: one query makes one table, by files under {@code conf/marts} and a contract. Nothing here knows any mart.
 */
@NullMarked
package org.charthouse.mart;

import org.jspecify.annotations.NullMarked;
