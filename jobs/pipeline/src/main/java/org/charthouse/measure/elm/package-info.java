/**
 * ELM, what CQL is compiled to (CQL 1.5, 06 and 07), as a tree of small evaluators.
 *
 * <p>It must not know: measures, packages, tables. It takes libraries as JSON and resources as elements. A library is
 * compiled once, from the definitions that are asked for; names become places in arrays, value sets become numbers, and
 * what a run asks of the data, types, elements and codes, is known before the first person is read.
 */
@NullMarked
package org.charthouse.measure.elm;

import org.jspecify.annotations.NullMarked;
