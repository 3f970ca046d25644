package org.charthouse.dq;

import java.util.List;
import org.charthouse.spec.TableName;

/** The table {@code dq.work_item}: what persons decided about rows that break rules. Commands write it, runs never do. */
public final class WorkItem {

    public static final TableName TABLE = new TableName("dq", "work_item");

    /** Columns that say which row of which table breaks which rule, here and in {@code dq.failing_row}. */
    public static final List<String> KEY = List.of("table_name", "rule", "source_system", "row_key");

    /** To be worked on. */
    public static final String OPEN = "open";

    /** An exception that a person has accepted, up to a date. */
    public static final String ACCEPTED = "accepted";

    /** Mended at the source, as a person says; a later run shows it. */
    public static final String DONE = "done";

    private WorkItem() {}
}
