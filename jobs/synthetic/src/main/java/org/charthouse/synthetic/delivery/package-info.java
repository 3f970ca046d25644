/**
 * What happens between deliveries: records that come later, are corrected, arrive out of order, are deleted and return.
 *
 * <p>Must not know how a lake chooses between versions, only the rule that the facilities promise: the greatest version
 * time wins, then the later delivery, then the last path, then the last line. All later deliveries are derived from the
 * good files of one simulation, line by line, so that a record nobody touched has the same bytes wherever it stands; and
 * the choice of records does not depend on the number of deliveries, so that more deliveries add files and change none.
 */
@NullMarked
package org.charthouse.synthetic.delivery;

import org.jspecify.annotations.NullMarked;
