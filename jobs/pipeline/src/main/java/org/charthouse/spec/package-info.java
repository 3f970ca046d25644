/**
 * What users write under {@code conf/} and {@code schemas/}, as one record per kind of file, checked whole.
 *
 * <p>The only package that reads YAML. It must not know Spark: a wrong configuration is told, with all its problems,
 * before the seconds that Spark takes to start. Files hold data only; logic is SQL beside them.
 */
@NullMarked
package org.charthouse.spec;

import org.jspecify.annotations.NullMarked;
