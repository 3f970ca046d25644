/**
 * Units of results: common spellings become UCUM units, and values are brought to the unit in which their kind of result
 * is compared.
 *
 * <p>UCUM's definitions come from a library; what UCUM cannot know (molar masses, temperatures with an offset, master
 * equations) comes from tables. A conversion that might mislead is not made: UCUM counts moles, equivalents and arbitrary
 * units as plain numbers, here they only convert among their own kind. It must not know where results are stored.
 */
@NullMarked
package org.charthouse.terminology.unit;

import org.jspecify.annotations.NullMarked;
