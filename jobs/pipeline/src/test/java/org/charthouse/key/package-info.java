/** Tests of the keyring. */
@NullMarked
package org.charthouse.key;

import org.jspecify.annotations.NullMarked;
