/**
 * Delivered files become raw rows: {@code landing/<feed folder>/<date>/<kind>.<ending>} to {@code raw.record}.
 *
 * <p>It looks at the form of a line only: does it parse, has it its key, are its types what the contract says. What a
 * value means is no concern here. Every line ends as loaded, quarantined or an exact repeat, so that for each file
 * read = loaded + quarantined + duplicates.
 */
@NullMarked
package org.charthouse.ingest;

import org.jspecify.annotations.NullMarked;
