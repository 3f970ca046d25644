/** Tests of the forms of codes and of the units of results, by the lists as they ship. */
@NullMarked
package org.charthouse.terminology;

import org.jspecify.annotations.NullMarked;
