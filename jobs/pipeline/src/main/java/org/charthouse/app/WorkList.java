package org.charthouse.app;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.current_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.charthouse.dq.CheckJob;
import org.charthouse.dq.WorkItem;
import org.charthouse.dq.WorkItemJob;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.lake.Finished;
import org.charthouse.lake.JobEntry;
import org.charthouse.lake.Lake;
import org.charthouse.lake.TableWriter;
import org.charthouse.spec.TableName;

/**
 * The rows that break rules as a work list: each with what a person decided about it. What a failed gate has kept from being
 * published is in it, for that is what must be worked on.
 */
public final class WorkList {

    /** Said to be mended, but a later run found it again. */
    public static final String REOPENED = "reopened";

    /** Was accepted until a date that has passed. */
    public static final String EXPIRED = "expired";

    /** Breaks its rule no more. */
    public static final String RESOLVED = "resolved";

    /** Its rule is gone, or could not be judged. */
    public static final String NOT_JUDGED = "not judged";

    /** What is to be worked on. */
    public static final List<String> TO_DO = List.of(WorkItem.OPEN, REOPENED, EXPIRED);

    /** All states in which an item can be. */
    public static final List<String> STATES =
            List.of(WorkItem.OPEN, REOPENED, EXPIRED, WorkItem.ACCEPTED, WorkItem.DONE, RESOLVED, NOT_JUDGED);

    private static final List<String> TABLES = List.of("dq.result", "dq.failing_row", "dq.work_item");
    private static final String ITEMS = """
            WITH failing AS (
              SELECT
                table_name, rule, source_system, row_key, min(facility_id) AS facility_id, min(month) AS month,
                true AS is_failing
              FROM dq.failing_row
              GROUP BY table_name, rule, source_system, row_key
            ),
            judged AS (
              SELECT table_name, rule, true AS is_judged FROM dq.result WHERE state NOT IN ('not applicable', 'error')
            )
            SELECT
              table_name, rule, source_system, row_key, facility_id, month,
              CASE
                WHEN is_failing IS NULL AND is_judged IS NULL THEN 'not judged'
                WHEN is_failing IS NULL THEN 'resolved'
                WHEN item.state = 'accepted' AND item.expires_on < :as_of THEN 'expired'
                WHEN item.state = 'done' AND item.decided_in < %d THEN 'reopened'
                ELSE coalesce(item.state, 'open')
              END AS state,
              owner, expires_on, note
            FROM failing
            FULL OUTER JOIN dq.work_item AS item USING (table_name, rule, source_system, row_key)
            LEFT JOIN judged USING (table_name, rule)
            """;

    private final House house;
    private final Lake lake;
    private final Finished finished;
    private final JobEntry judged;

    /**
     * What jobs have finished now.
     *
     * @throws UserError if no rule was judged yet, or an earlier version made the lake
     */
    public WorkList(House house, Lake lake) {
        this.house = house;
        this.lake = lake;
        this.finished = house.finished(lake);
        this.judged = finished.of(CheckJob.NAME)
                .filter(entry -> finished.of(new WorkItemJob().name()).isPresent())
                .orElseThrow(WorkList::old);
    }

    private static UserError old() {
        return new UserError(
                ExitCode.INPUT,
                new Problem(
                        "There is no work list yet",
                        null,
                        "no run of this version has judged the tables",
                        "let 'charthouse run' do so first"));
    }

    /** The number of the manifest in force. */
    public long manifest() {
        return finished.state().run();
    }

    /** The date that the results stand for; exceptions end by it. */
    public LocalDate asOf() {
        return judged.asOf();
    }

    /** What a person should know of the state that is looked at; empty where it is the one in force. */
    public Optional<String> note() {
        boolean isInForce = Optional.ofNullable(
                        house.manifests(lake).latest().jobs().get(CheckJob.NAME))
                .filter(entry -> entry.ranIn() == judged.ranIn())
                .isPresent();
        return isInForce
                ? Optional.empty()
                : Optional.of(
                        "as the newest run judged them; it was not published, manifest " + manifest() + " is in force");
    }

    /**
     * The items: {@link WorkItem#KEY}, {@code facility_id}, {@code month}, {@code state} (of {@link #STATES}), {@code owner},
     * {@code expires_on}, {@code note}.
     */
    public Dataset<Row> items(WorkFilter filter) {
        DeclaredSql sql = new DeclaredSql(lake.session()).asOf(judged.asOf());
        TABLES.forEach(name -> sql.with(name, rows(TableName.of(name))));
        return filter.of(sql.query(ITEMS.formatted(judged.ranIn())));
    }

    /**
     * What came of a decision.
     *
     * @param items how many were changed
     * @param isOfExceptions whether what is accepted is another than before, so that rules must be judged again
     */
    public record Made(long items, boolean isOfExceptions) {}

    /** How many items a decision would change. */
    public long count(WorkFilter filter, WorkChange change) {
        refusePast(change);
        return changed(change.wanted(items(filter))).count();
    }

    /**
     * Decides about items; one commit, or none where nothing changes.
     *
     * @throws UserError if an exception would have ended already
     */
    public Made make(WorkFilter filter, WorkChange change) {
        refusePast(change);
        return make(change.wanted(items(filter)));
    }

    private void refusePast(WorkChange change) {
        if (change.expiresOn().filter(date -> date.isBefore(asOf())).isPresent()) {
            throw new UserError(
                    ExitCode.USAGE,
                    new Problem(
                            "The exception would have ended already",
                            null,
                            "the results stand for " + asOf() + ", and it is to end before",
                            "name that date or a later one by --until"));
        }
    }

    /** Decides about items that have what is wanted beside them, see {@link WorkChange#wanted}. */
    Made make(Dataset<Row> wanted) {
        Dataset<Row> changed = changed(wanted).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long count = changed.count();
            if (count > 0) {
                boolean isOfExceptions = !changed.filter(col("state")
                                .isin(WorkItem.ACCEPTED, EXPIRED)
                                .or(col("new_state").equalTo(WorkItem.ACCEPTED)))
                        .isEmpty();
                new TableWriter(lake).upsert(house.definition(WorkItem.TABLE), stored(changed));
                return new Made(count, isOfExceptions);
            }
            return new Made(0, false);
        } finally {
            changed.unpersist();
        }
    }

    /** The items that are other than what is wanted, of those that break a rule. */
    static Dataset<Row> changed(Dataset<Row> wanted) {
        Column same = col("state")
                .equalTo(col("new_state"))
                .and(col("owner").eqNullSafe(col("new_owner")))
                .and(col("note").eqNullSafe(col("new_note")))
                .and(col("expires_on").eqNullSafe(col("new_expires_on")));
        return wanted.filter(not(same).and(not(col("state").isin(RESOLVED, NOT_JUDGED))));
    }

    /** What had come back and is touched is open. */
    private Dataset<Row> stored(Dataset<Row> changed) {
        Column state =
                when(col("new_state").isin(REOPENED, EXPIRED), WorkItem.OPEN).otherwise(col("new_state"));
        return changed.select(
                col("table_name"),
                col("rule"),
                col("source_system"),
                col("row_key"),
                state.as("state"),
                col("new_owner").as("owner"),
                col("new_note").as("note"),
                when(state.equalTo(WorkItem.ACCEPTED), col("new_expires_on")).as("expires_on"),
                lit(judged.ranIn()).as("decided_in"),
                lit(Access.actor()).as("changed_by"),
                current_timestamp().as("changed_at"));
    }

    private Dataset<Row> rows(TableName table) {
        long version = finished.state().tables().getOrDefault(table, Lake.ABSENT);
        return version == Lake.ABSENT ? lake.empty(house.definition(table)) : lake.read(table, version);
    }
}
