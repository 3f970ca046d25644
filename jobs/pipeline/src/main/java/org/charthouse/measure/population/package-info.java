/**
 * What a measure makes of the values of its definitions: populations of persons or episodes, in the order in which they exclude
 * one another, observations, strata.
 *
 * <p>It must not know: files, tables, how expressions are evaluated.
 */
@NullMarked
package org.charthouse.measure.population;

import org.jspecify.annotations.NullMarked;
