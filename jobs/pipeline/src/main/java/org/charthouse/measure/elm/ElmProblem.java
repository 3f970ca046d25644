package org.charthouse.measure.elm;

/** A library that cannot be compiled: something that it asks for is missing or unknown. */
public final class ElmProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String cure;

    /**
     * A problem.
     *
     * @param what names the library and what it lacks
     * @param cure what to do
     */
    public ElmProblem(String what, String cure) {
        super(what);
        this.cure = cure;
    }

    public String cure() {
        return cure;
    }
}
