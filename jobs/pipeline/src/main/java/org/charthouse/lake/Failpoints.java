package org.charthouse.lake;

import java.util.function.Consumer;

/**
 * Named moments around every durable step, {@code before <what>} and {@code after <what>}. A test listens and stops the
 * work at one of them; so does the system property {@code charthouse.halt-at}, which ends the process there as a power
 * failure would. What is named here is what interruption has been tried at.
 */
public final class Failpoints {

    /** Names a moment at which the process is to end. */
    public static final String HALT_AT = "charthouse.halt-at";

    private static volatile Consumer<String> listener = Failpoints::haltIfAsked;

    private Failpoints() {}

    /** A durable step, told before and after. */
    public static void around(String what, Runnable step) {
        at("before " + what);
        step.run();
        at("after " + what);
    }

    /** A moment. */
    public static void at(String name) {
        listener.accept(name);
    }

    /** Has somebody told of every moment from now on; whatever it throws ends the work there. */
    public static void listen(Consumer<String> told) {
        listener = told;
    }

    /** Back to normal work. */
    public static void reset() {
        listener = Failpoints::haltIfAsked;
    }

    private static void haltIfAsked(String name) {
        if (name.equals(System.getProperty(HALT_AT))) {
            Runtime.getRuntime().halt(137);
        }
    }
}
