/**
 * Tests of reading configuration: always the shipped files, or a copy with one thing changed, so that the files are tested too. Spark is not
 * started here.
 */
@NullMarked
package org.charthouse.spec;

import org.jspecify.annotations.NullMarked;
