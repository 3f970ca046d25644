/**
 * Lists as people keep them in CSV files, and the memory of what was worked out from them. It must not know what a list is
 * about.
 */
@NullMarked
package org.charthouse.terminology.list;

import org.jspecify.annotations.NullMarked;
