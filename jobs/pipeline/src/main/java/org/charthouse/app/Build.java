package org.charthouse.app;

/** Which Charthouse this is. */
public final class Build {

    /** The version, as the program and the files that it writes name it. */
    public static final String VERSION = "0.1.0-SNAPSHOT";

    private Build() {}
}
