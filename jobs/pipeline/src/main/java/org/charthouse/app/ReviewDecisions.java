package org.charthouse.app;

import static org.apache.spark.sql.functions.current_timestamp;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.identity.Decisions;
import org.charthouse.lake.Lake;
import org.charthouse.lake.TableWriter;

/** Writes down what a person decides about pairs of records. */
public final class ReviewDecisions {

    private static final StructType FORM = new StructType()
            .add("source_system_a", DataTypes.StringType)
            .add("patient_id_a", DataTypes.StringType)
            .add("source_system_b", DataTypes.StringType)
            .add("patient_id_b", DataTypes.StringType)
            .add("decision", DataTypes.StringType)
            .add("note", DataTypes.StringType)
            .add("deferred_until", DataTypes.DateType);

    private final House house;
    private final Lake lake;

    public ReviewDecisions(House house, Lake lake) {
        this.house = house;
        this.lake = lake;
    }

    /**
     * A decision about two records.
     *
     * @param decision one of those of {@link Decisions}
     * @param until the last date on which a deferred pair is not shown
     */
    public record Word(RecordName a, RecordName b, String decision, Optional<String> note, Optional<LocalDate> until) {

        /** Names the lesser record first. */
        public Word {
            if (a.compareTo(b) > 0) {
                RecordName lesser = b;
                b = a;
                a = lesser;
            }
        }

        private Row row() {
            return RowFactory.create(
                    a.source(),
                    a.id(),
                    b.source(),
                    b.id(),
                    decision,
                    note.orElse(null),
                    until.map(Date::valueOf).orElse(null));
        }
    }

    /**
     * Decides; the next run links by it.
     *
     * @param command name of the command
     * @throws UserError if a record is not there, or is paired with itself; nothing is written then
     */
    public void make(String command, List<Word> words) {
        new StateChange(house, lake)
                .make(command, List.of(Decisions.TABLE), () -> write(words), isOfLinks -> isOfLinks);
    }

    /**
     * Only looks whether they could be made.
     *
     * @throws UserError as {@link #make} throws it
     */
    public void check(List<Word> words) {
        ReviewQueue queue = new ReviewQueue(house, lake);
        Set<RecordName> known = queue.known(
                words.stream().flatMap(word -> Stream.of(word.a(), word.b())).toList());
        words.forEach(word -> check(queue, known, word));
    }

    private boolean write(List<Word> words) {
        check(words);
        Dataset<Row> rows = lake.session()
                .createDataFrame(words.stream().map(Word::row).distinct().toList(), FORM)
                .coalesce(1)
                .withColumn("decided_by", lit(Access.actor()))
                .withColumn("decided_at", current_timestamp());
        new TableWriter(lake).upsert(house.definition(Decisions.TABLE), rows);
        return words.stream().anyMatch(word -> !word.decision().equals(Decisions.DEFERRED));
    }

    private static void check(ReviewQueue queue, Set<RecordName> known, Word word) {
        if (word.a().equals(word.b())) {
            throw wrong("A record and itself", "a decision is about two records", "name two");
        }
        for (RecordName record : List.of(word.a(), word.b())) {
            if (!known.contains(record)) {
                throw wrong(
                        "No such record",
                        "no source in force has a patient of that number",
                        "write it as 'identity review list' shows it");
            }
        }
        word.until().filter(date -> date.isBefore(queue.asOf())).ifPresent(date -> {
            throw wrong(
                    "The pair would come back at once",
                    "the results stand for " + queue.asOf(),
                    "name that date or a later one by --until");
        });
    }

    private static UserError wrong(String what, String reason, String cure) {
        return new UserError(ExitCode.USAGE, new Problem(what, null, reason, cure));
    }
}
