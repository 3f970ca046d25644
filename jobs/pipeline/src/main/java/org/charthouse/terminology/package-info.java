/**
 * Codes and results in one form: which code system is meant, how its codes are written, what a site's own codes stand
 * for, and, in {@code unit}, which unit a result is compared in. The lists are under {@code conf/terminology}.
 *
 * <p>It holds no code lists and so cannot tell whether a code exists; it knows their form alone, because most lists may
 * not be given on and all of them age. What was sent is never changed: the result stands beside it, with the method by
 * which it came to be. It knows neither tables nor jobs.
 */
@NullMarked
package org.charthouse.terminology;

import org.jspecify.annotations.NullMarked;
