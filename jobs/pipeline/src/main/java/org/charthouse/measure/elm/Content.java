package org.charthouse.measure.elm;

import java.util.Collection;
import java.util.Optional;
import org.charthouse.measure.value.Code;

/** What libraries refer to: other libraries and value sets. */
public interface Content {

    /**
     * A library.
     *
     * @param version empty where any will do
     */
    Optional<ElmLibrary> library(String name, String version);

    /** Whether a library is there, but only as CQL, which is not evaluated. */
    default boolean isWithoutElm(String name) {
        return false;
    }

    /**
     * The codes of a value set; empty where it is not there.
     *
     * @param url its canonical URL
     * @param version empty where none is asked for
     */
    Optional<Collection<Code>> valueSet(String url, String version);
}
