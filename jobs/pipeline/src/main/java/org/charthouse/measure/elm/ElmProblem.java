package org.charthouse.measure.elm;

/**
 * A library that cannot be compiled: something that it asks for is missing or unknown. On its way out it is given the place:
 * the innermost library, definition and locator.
 */
public final class ElmProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String cure;
    private final String definition;
    private final String locator;

    /**
     * A problem.
     *
     * @param what names the library and what it lacks
     * @param cure what to do
     */
    public ElmProblem(String what, String cure) {
        this(what, cure, "", "");
    }

    /** A library that is there only as CQL. */
    public static ElmProblem withoutElm(String library) {
        return new ElmProblem(
                "Library " + library + " holds CQL, but no ELM",
                "write its CQL and that of the libraries it includes to <name>.cql in one folder, then 'charthouse measure"
                        + " translate' that folder and add what it writes to the package");
    }

    private ElmProblem(String what, String cure, String definition, String locator) {
        super(what);
        this.cure = cure;
        this.definition = definition;
        this.locator = locator;
    }

    public String cure() {
        return cure;
    }

    /** The same with lines and columns in the source, {@code 7:1-7:20}, where it has none yet. */
    ElmProblem at(String place) {
        return place.isEmpty() || !locator.isEmpty() || !definition.isEmpty()
                ? this
                : new ElmProblem(String.valueOf(getMessage()), cure, definition, place);
    }

    /** The same with the definition or function that it came up in, where it has none yet. */
    ElmProblem in(String place) {
        return definition.isEmpty() ? new ElmProblem(String.valueOf(getMessage()), cure, place, locator) : this;
    }

    /** {@code Seen 1, 'Was Seen', 7:1-7:20}; empty where the problem is that there is no such place. */
    public String place() {
        return definition.isEmpty() || locator.isEmpty() ? definition + locator : definition + ", " + locator;
    }
}
