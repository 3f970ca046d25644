/**
 * Declared corrections of what sources send wrong, applied to the row of one resource: which resources a correction is
 * about, and what each kind of change does to an element.
 *
 * <p>It knows rows and their types, and nothing of tables, runs, or the way in which a resource came; so each kind is tried without
 * starting Spark. Whatever does not have the form that a change expects is left as it was sent.
 */
@NullMarked
package org.charthouse.conform.correction;

import org.jspecify.annotations.NullMarked;
