/**
 * Programs that measure what costs time, one per question. They compare two ways in one process, in alternating rounds: on
 * a machine that others use, too, a ratio is all that can be trusted. They must not know clinical tables: rows are made up.
 */
@NullMarked
package org.charthouse.benchmark;

import org.jspecify.annotations.NullMarked;
