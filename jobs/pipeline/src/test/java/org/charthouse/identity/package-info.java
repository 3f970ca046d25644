/**
 * Tests of who is one person and which id stays. Patients are rows of a few columns, not resources, wherever that suffices.
 */
@NullMarked
package org.charthouse.identity;

import org.jspecify.annotations.NullMarked;
