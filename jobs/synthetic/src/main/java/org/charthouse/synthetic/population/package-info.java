/**
 * Who is registered where, under which particulars, and which encounter took place at which facility.
 *
 * <p>Must not know file formats: both facilities write from the same registrations, so a person's truth is decided once.
 */
@NullMarked
package org.charthouse.synthetic.population;

import org.jspecify.annotations.NullMarked;
