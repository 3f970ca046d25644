/**
 * The reference engine of CQL (info.cqframework) over the cases of the official measures, as a process of its own. It must not
 * know anything of Charthouse: the two class paths do not fit together.
 */
package org.charthouse.benchmark.reference;
