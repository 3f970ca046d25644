package org.charthouse.app;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.dq.WorkItem;

/**
 * What a person decides about items of a work list; what is absent stays as it is.
 *
 * @param state {@link WorkItem#OPEN}, {@link WorkItem#ACCEPTED} or {@link WorkItem#DONE}
 * @param owner who works on them
 * @param note why
 * @param expiresOn the last date on which an accepted exception does not count
 */
public record WorkChange(
        Optional<String> state, Optional<String> owner, Optional<String> note, Optional<LocalDate> expiresOn) {

    /** Somebody works on them; what had come back is open again. */
    public static WorkChange take(String owner) {
        return new WorkChange(Optional.empty(), Optional.of(owner), Optional.empty(), Optional.empty());
    }

    /** They are exceptions, up to and with a date. */
    public static WorkChange accept(Optional<String> owner, String note, LocalDate expiresOn) {
        return new WorkChange(Optional.of(WorkItem.ACCEPTED), owner, Optional.of(note), Optional.of(expiresOn));
    }

    /** They are mended at the source. */
    public static WorkChange done(Optional<String> note) {
        return new WorkChange(Optional.of(WorkItem.DONE), Optional.empty(), note, Optional.empty());
    }

    /** They are to be worked on after all. */
    public static WorkChange reopen(Optional<String> note) {
        return new WorkChange(Optional.of(WorkItem.OPEN), Optional.empty(), note, Optional.empty());
    }

    /** Adds what is wanted to the items, as {@code new_state}, {@code new_owner}, {@code new_note}, {@code new_expires_on}. */
    Dataset<Row> wanted(Dataset<Row> items) {
        Column now = when(col("state").isin(WorkList.REOPENED, WorkList.EXPIRED), lit(WorkItem.OPEN))
                .otherwise(col("state"));
        return items.withColumn(
                        "new_state", state.<Column>map(word -> lit(word)).orElse(now))
                .withColumn("new_owner", or(owner, "owner"))
                .withColumn("new_note", or(note, "note"))
                .withColumn(
                        "new_expires_on",
                        when(
                                col("new_state").equalTo(WorkItem.ACCEPTED),
                                expiresOn
                                        .<Column>map(date -> lit(Date.valueOf(date)))
                                        .orElse(col("expires_on"))));
    }

    private static Column or(Optional<String> given, String column) {
        return given.<Column>map(text -> coalesce(lit(text), col(column))).orElse(col(column));
    }
}
