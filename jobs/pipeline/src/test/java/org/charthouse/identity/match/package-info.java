/** Tests of how records are found to be of one person: by cases of texts and pairs, and by data sets with known truth. */
@NullMarked
package org.charthouse.identity.match;

import org.jspecify.annotations.NullMarked;
