package org.charthouse.measure.elm;

import java.util.Collection;
import org.charthouse.measure.value.Code;

/**
 * A value set as an expression sees it.
 *
 * @param url its canonical URL
 * @param number in {@link CodeSets}
 * @param codes what it expands to
 */
record ValueSet(String url, int number, Collection<Code> codes) {}
