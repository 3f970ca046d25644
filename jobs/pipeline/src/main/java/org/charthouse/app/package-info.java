/**
 * The program: which jobs there are, what is checked before Spark starts, and how results are told to a person.
 *
 * <p>Commands are thin: they read options, call what is below, and print. The list of jobs is here and nowhere else.
 */
@NullMarked
package org.charthouse.app;

import org.jspecify.annotations.NullMarked;
