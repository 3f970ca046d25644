/** Tests of lists as people and their spreadsheets write them. */
@NullMarked
package org.charthouse.terminology.list;

import org.jspecify.annotations.NullMarked;
