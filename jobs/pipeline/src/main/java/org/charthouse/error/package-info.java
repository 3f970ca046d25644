/**
 * What may go wrong by a user's doing, and how it is said: problem, place, reason, cure.
 *
 * <p>The lowest package: it knows nothing of Charthouse, so every other package can speak through it. A
 * {@link org.charthouse.error.UserError} reaches the person as sentences and an exit code; any other exception is a bug
 * and keeps its stack trace. Messages hold names of files, keys, tables and counts, never a value from a patient's row.
 */
@NullMarked
package org.charthouse.error;

import org.jspecify.annotations.NullMarked;
