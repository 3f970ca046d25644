@NullMarked
package org.charthouse.terminology.code;

import org.jspecify.annotations.NullMarked;
