/**
 * Reports: the queries of a file under {@code conf/reports} become one self-contained HTML page and one CSV file per
 * section. Nothing here knows any report, and nothing here looks at a clock: equal tables give equal bytes, so that two
 * pages can be compared. A page needs no script and no other file, because it is mailed, archived and printed.
 */
@NullMarked
package org.charthouse.report;

import org.jspecify.annotations.NullMarked;
