/** How reports look, shown on small answers without Spark. */
@NullMarked
package org.charthouse.report;

import org.jspecify.annotations.NullMarked;
