package org.charthouse.error;

/** How the process ends. A number once given is never given to another meaning. */
public enum ExitCode {
    /** Everything asked for was done. */
    DONE(0),
    /** A defect in Charthouse itself. */
    BUG(1),
    /** The command line cannot be understood. */
    USAGE(2),
    /** A file under {@code conf/} or {@code schemas/} is wrong. */
    CONFIGURATION(3),
    /** A delivered file, or a folder named by the user, cannot be used. */
    INPUT(4),
    /** Another process writes to the lake. */
    LAKE_LOCKED(5),
    /** A check found what it was asked to look for. */
    CHECK_FAILED(6);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number that the operating system sees. */
    public int number() {
        return number;
    }
}
