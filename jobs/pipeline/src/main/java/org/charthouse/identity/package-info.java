/**
 * Patient records of all sources become persons whose ids stay.
 *
 * <p>It reads patients only through the view {@code patient}, and writes the tables of zone {@code identity} that every
 * later table joins. How two records are found to be one is a model under {@code conf/identity}; how ids are kept over
 * the years does not depend on the model.
 */
@NullMarked
package org.charthouse.identity;

import org.jspecify.annotations.NullMarked;
