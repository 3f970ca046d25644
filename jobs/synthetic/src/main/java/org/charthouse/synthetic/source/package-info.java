/**
 * Reading what Synthea wrote, writing lines, and repeatable chance.
 *
 * <p>Must not know facilities, people or defects: this is the ground the rest stands on. Lines are the unit because the
 * truth files point at lines.
 */
@NullMarked
package org.charthouse.synthetic.source;

import org.jspecify.annotations.NullMarked;
