/**
 * What can be asked of data: each kind of rule is a class that says what it asks, what it takes, and how a row is judged, in
 * Spark SQL. It knows nothing of Spark's tables, of how rules are run, or of what becomes of their results.
 */
@NullMarked
package org.charthouse.dq.kind;

import org.jspecify.annotations.NullMarked;
