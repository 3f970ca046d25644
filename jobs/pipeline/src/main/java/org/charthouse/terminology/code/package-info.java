/**
 * Lists of codes as their publishers give them out, and what rules may ask of them.
 *
 * <p>Must not know tables or rules: a list is what stands in a file, from one day to another.
 */
@NullMarked
package org.charthouse.terminology.code;

import org.jspecify.annotations.NullMarked;
