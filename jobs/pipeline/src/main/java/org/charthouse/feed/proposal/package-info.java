/**
 * Looks at one CSV file and proposes a feed for it: how it is written, which columns it has, which extract tables it may
 * fill. A person decides; so what is not certain is said, and what is required and not found stays open, so that
 * {@code check} asks for it.
 *
 * <p>It must not let a value of the file out: a proposal holds names of columns, patterns and counts alone, and a first
 * line is taken for names only where it cannot be a record. It knows no lake and no Spark.
 */
@NullMarked
package org.charthouse.feed.proposal;

import org.jspecify.annotations.NullMarked;
