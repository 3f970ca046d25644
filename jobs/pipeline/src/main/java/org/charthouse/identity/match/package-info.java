/**
 * Which records are of one person, after Fellegi and Sunter (1969): records become standardised values, pairs that share a key
 * are compared level by level, the model is estimated from the pairs themselves, and what is likely enough is grouped.
 *
 * <p>It knows a model ({@link org.charthouse.spec.LinkSpec}) and tables of records; nothing of patients, runs or ids that stay.
 */
@NullMarked
package org.charthouse.identity.match;

import org.jspecify.annotations.NullMarked;
