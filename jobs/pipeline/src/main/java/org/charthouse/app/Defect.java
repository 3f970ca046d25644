package org.charthouse.app;

import java.io.PrintWriter;

/** Tells of a defect: where it happened, but not what the exception says, for that may quote a patient's row. */
final class Defect {

    /** Set to any text, it has messages printed too. */
    static final String SHOW_MESSAGES = "CHARTHOUSE_SHOW_MESSAGES";

    private static final int MOST_FRAMES = 25;

    private Defect() {}

    static void print(Throwable thrown, PrintWriter err) {
        boolean messages = System.getenv(SHOW_MESSAGES) != null;
        err.println("This is a defect of Charthouse; please report it with this trace:");
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            boolean own = each.getStackTrace().length > 0
                    && each.getStackTrace()[0].getClassName().startsWith("org.charthouse");
            err.println(each.getClass().getName() + (messages || own ? ": " + each.getMessage() : ""));
            StackTraceElement[] frames = each.getStackTrace();
            for (int i = 0; i < Math.min(MOST_FRAMES, frames.length); i++) {
                err.println("    at " + frames[i]);
            }
        }
        if (!messages) {
            err.println("Messages are left out because they may quote a row; " + SHOW_MESSAGES + "=1 prints them.");
        }
    }
}
