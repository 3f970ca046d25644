package org.charthouse.lake;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/** Tells a file of the lake that is gone or not as it was written, which a person can mend, from a defect. */
public final class DamagedFile {

    /** What Hadoop, Parquet and Spark say, with the file's path as a group. */
    private static final List<Pattern> SAYINGS = List.of(
            Pattern.compile("Checksum error: file:(/[^ ]*)"),
            Pattern.compile("File file:(/[^ ]*) does not exist"),
            Pattern.compile("file:(/[^ ]*) is not a Parquet file"),
            Pattern.compile("Could not read footer for file: .*?file:(/[^;,}]*)"));

    private static final Pattern LOG = Pattern.compile("/_delta_log/|BadRecordException|MALFORMED_RECORD_IN_PARSING");

    private DamagedFile() {}

    /** What is to be told, if one of the causes says so. */
    public static Optional<UserError> in(List<Throwable> chain) {
        for (Throwable each : chain) {
            for (Pattern saying : SAYINGS) {
                Matcher found = saying.matcher(String.valueOf(each.getMessage()));
                if (found.find()) {
                    return Optional.of(error(Place.of(found.group(1))));
                }
            }
        }
        boolean isLog = chain.stream()
                .anyMatch(each ->
                        readsLog(each) && LOG.matcher(String.valueOf(each)).find());
        return isLog ? Optional.of(error(Place.of("_delta_log of a table"))) : Optional.empty();
    }

    private static boolean readsLog(Throwable thrown) {
        for (StackTraceElement element : thrown.getStackTrace()) {
            if (element.getClassName().startsWith("org.apache.spark.sql.delta.")) {
                return true;
            }
        }
        return false;
    }

    static UserError error(Place place) {
        return new UserError(
                ExitCode.INPUT,
                new Problem(
                        "A file of the lake is gone or damaged",
                        place,
                        "it is not as it was written",
                        "look at the disk; then go back to a state without it by 'charthouse manifest rollback', make the"
                                + " tables anew by 'charthouse run --full', or restore a backup"));
    }
}
