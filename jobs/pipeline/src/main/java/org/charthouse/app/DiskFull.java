package org.charthouse.app;

import java.util.List;
import java.util.Locale;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/** Tells a full disk, which a person can mend, from a defect. */
final class DiskFull {

    /** What operating systems say of a full disk and of a used-up quota. */
    private static final List<String> SAYINGS = List.of("no space left on device", "disk quota exceeded");

    private static final int MOST_CAUSES = 30;

    private DiskFull() {}

    static boolean isCauseOf(Throwable thrown) {
        Throwable each = thrown;
        for (int i = 0; each != null && i < MOST_CAUSES; i++) {
            String message = String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT);
            if (SAYINGS.stream().anyMatch(message::contains)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    static UserError error() {
        return new UserError(
                ExitCode.INPUT,
                new Problem(
                        "The disk is full",
                        null,
                        "the work stopped in the middle; nothing of it was published, and the state in force stays",
                        "make room ('charthouse maintain' frees what no kept state needs) and start again: a run goes on"
                                + " where it stopped"));
    }
}
