package org.charthouse.app;

import org.charthouse.error.ExitCode;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/**
 * A patient record as persons name it: {@code SOURCE/ID}.
 *
 * @param source system that numbers it
 * @param id its number there
 */
public record RecordName(String source, String id) implements Comparable<RecordName> {

    /** Reads a name; the id may have further slashes. */
    public static RecordName of(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new UserError(
                    ExitCode.USAGE,
                    new Problem(
                            "A record is named SOURCE/ID",
                            null,
                            "one was given in another form",
                            "write it as 'identity review list' shows it"));
        }
        return new RecordName(text.substring(0, slash), text.substring(slash + 1));
    }

    /** The order in which pairs name their records. */
    @Override
    public int compareTo(RecordName other) {
        return (source + "|" + id).compareTo(other.source + "|" + other.id);
    }

    @Override
    public String toString() {
        return source + "/" + id;
    }
}
