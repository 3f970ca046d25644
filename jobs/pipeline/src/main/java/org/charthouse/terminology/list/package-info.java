/** Lists as people keep them in CSV files. It must not know what a list is about. */
@NullMarked
package org.charthouse.terminology.list;

import org.jspecify.annotations.NullMarked;
