/**
 * The FHIR side of the lake: which nested row a resource becomes, how its JSON is read into that row, how references
 * become keys, and how a SQL on FHIR ViewDefinition becomes a flat table.
 *
 * <p>It must not know: tables, Delta, runs, feeds or YAML. It takes element paths, JSON and data sets, and returns
 * Spark types and Columns, so that the same code serves the lake and a single file on a laptop.
 *
 * <p>Decisions. Values stay the text that was sent, since precision and offset are meaning; Spark's own JSON reader
 * rewrites numbers, so a streaming reader of our own fills the rows. Views are Columns and static calls, without
 * user-defined functions, so that Spark sees through them. Files are read with a row type that holds what the view's
 * paths touch, which {@code ElementWalk} finds over HAPI's model; {@code repeat} is unrolled in it as deep as the data
 * go. FHIRPath is parsed here: HAPI's parser runs only with the unit
 * service and a full set of definitions on the class path, and would still leave the compiling to us.
 */
@NullMarked
package org.charthouse.fhir;

import org.jspecify.annotations.NullMarked;
