/** Whole houses: real extracts of synthetic people through every stage, and the command line as a person meets it. */
@NullMarked
package org.charthouse.app;

import org.jspecify.annotations.NullMarked;
