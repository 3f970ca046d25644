/**
 * Taking measure packages of others into the house: what a source holds, whether it is whole, and its place in the folder of
 * measures.
 *
 * <p>It must not know: persons, tables, commands. It is apart from evaluation since nothing here happens in a run: what it
 * leaves in the folder is read like any other package.
 */
@NullMarked
package org.charthouse.measure.intake;

import org.jspecify.annotations.NullMarked;
