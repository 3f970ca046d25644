/**
 * From CQL, which people write, to ELM, which the product evaluates.
 *
 * <p>A program of its own, because the translator's parts (ANTLR, Jackson) and those of Spark do not mix on one class path. It
 * must not know anything of the product: it is given a folder, writes ELM beside each file of CQL, and tells what is wrong by
 * file, line and column.
 */
@NullMarked
package org.charthouse.translation;

import org.jspecify.annotations.NullMarked;
