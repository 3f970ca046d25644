/**
 * What is planted: how much of it, what it looks like in either format, and where it ended up.
 *
 * <p>Must not know the product's rules: the truth files say what was done to a line, not what should be found. Defects
 * are planted in a second pass over finished files, because only then the number of fitting lines is known. Only the first
 * delivery is spoilt, and records that later deliveries tell more about are spared, so that each truth stands alone.
 */
@NullMarked
package org.charthouse.synthetic.defect;

import org.jspecify.annotations.NullMarked;
