package org.charthouse.app;

import java.time.Instant;
import java.util.Collection;
import org.charthouse.lake.AccessLine;
import org.charthouse.lake.AccessLog;
import org.charthouse.lake.Lake;

/** What a command that shows rows of persons writes down before it shows them. */
public final class Access {

    private final AccessLog log;
    private final String command;
    private final String purpose;
    private final String query;

    /**
     * An access to a house's tables.
     *
     * @param command its name
     * @param purpose in the person's words, or empty
     * @param query what was asked; only its hash is kept
     */
    public Access(House house, Lake lake, String command, String purpose, String query) {
        this.log = house.accessLog(lake);
        this.command = command;
        this.purpose = purpose;
        this.query = query;
    }

    /** To be called before the rows are shown; if it fails, they must not be. */
    public void shown(long manifest, Collection<String> tables, long rows) {
        append(manifest, tables, rows, "shown");
    }

    /** A query that failed on a row tells something, too. */
    public void failed(long manifest, Collection<String> tables) {
        append(manifest, tables, 0, "failed");
    }

    /** The user of the operating system: as it knows the process, not as a property says that can be set. */
    static String actor() {
        return ProcessHandle.current().info().user().orElse(System.getProperty("user.name"));
    }

    private void append(long manifest, Collection<String> tables, long rows, String outcome) {
        AccessLine.Entry entry = new AccessLine.Entry(
                actor(),
                command,
                purpose,
                manifest,
                tables.stream().sorted().toList(),
                AccessLine.sha256(query),
                rows,
                outcome);
        log.append(entry, Instant.now());
    }
}
