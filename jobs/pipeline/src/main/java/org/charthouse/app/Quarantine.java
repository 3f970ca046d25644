package org.charthouse.app;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.current_timestamp;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.fhir.FhirSchema;
import org.charthouse.ingest.IngestJob;
import org.charthouse.lake.Finished;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.TableWriter;
import org.charthouse.spec.FeedSpec;

/**
 * The lines and files that could not be used, as they were last taken in: a work list. What a failed gate has kept from
 * being published is in it, for that is what must be worked on.
 */
public final class Quarantine {

    public static final String OPEN = "open";
    public static final String RETRY = "retry";
    public static final String DISCARDED = "discarded";
    private static final String REFUSED = "refused";

    private final House house;
    private final Lake lake;
    private final Manifest state;
    private final boolean isPublished;
    private final LocalDate asOf;

    /**
     * What jobs have finished now.
     *
     * @throws UserError if nothing was taken in yet
     */
    public Quarantine(House house, Lake lake) {
        this.house = house;
        this.lake = lake;
        Finished finished = house.finished(lake);
        Manifest inForce = house.manifests(lake).latest();
        this.state = finished.state();
        this.isPublished = Stream.of(IngestJob.QUARANTINE, IngestJob.FILE)
                .allMatch(table -> Objects.equals(
                        state.tables().get(table), inForce.tables().get(table)));
        this.asOf = isPublished ? inForce.asOf() : newestDelivery();
    }

    /** The number of the manifest in force. */
    public long manifest() {
        return state.run();
    }

    /** What a person should know of the state that is looked at; empty where it is the one in force. */
    public Optional<String> note() {
        return isPublished
                ? Optional.empty()
                : Optional.of("as the newest run took them in; it was not published, manifest " + manifest()
                        + " is in force");
    }

    private LocalDate newestDelivery() {
        Row newest = files().agg(max("delivery_on")).first();
        return newest.isNullAt(0) ? state.asOf() : newest.<Date>getAs(0).toLocalDate();
    }

    /**
     * Lines with {@code path}, {@code bytes} (of the file), {@code byte_offset}, {@code state} and {@code age_days} (from
     * the delivery to the date of the state).
     *
     * @throws UserError if the filter names what is not there
     */
    public Dataset<Row> lines(QuarantineFilter filter) {
        Dataset<Row> lines = table(IngestJob.QUARANTINE)
                .orElseGet(() -> lake.session()
                        .createDataFrame(
                                List.of(),
                                house.definition(IngestJob.QUARANTINE).schema()));
        Dataset<Row> all = has(lines, "state")
                ? lines
                : lines.withColumn("state", lit(null).cast("string"));
        return withAge(all.filter(condition(filter)))
                .withColumn("state", coalesce(col("state"), lit(OPEN)))
                .join(files().select("file_no", "path", "bytes"), "file_no");
    }

    /** Files that were refused whole, or are to be opened again, with {@code age_days}. */
    public Dataset<Row> files(QuarantineFilter filter) {
        if (filter.rule().isPresent()) {
            return files().filter(lit(false)).withColumn("age_days", lit(0));
        }
        return withAge(files().filter(condition(filter)).filter(col("state").isin(REFUSED, RETRY)));
    }

    /** Counts of lines by feed, kind, rule, state and age. */
    public List<Row> counts(QuarantineFilter filter) {
        String[] by = {"kind", "rule", "state", "age_days"};
        return lines(filter)
                .groupBy("feed", by)
                .agg(count(lit(1)).as("count_line"))
                .orderBy(col("feed"), col("kind"), col("rule"), col("state"), col("age_days"))
                .collectAsList();
    }

    /**
     * Says of lines what is to become of them.
     *
     * @param state {@link #DISCARDED} or {@link #RETRY}
     * @param reason of a person, or empty
     */
    public void mark(QuarantineFilter filter, String state, String reason) {
        Optional<Dataset<Row>> lines = table(IngestJob.QUARANTINE);
        if (lines.isEmpty()) {
            return;
        }
        if (!has(lines.get(), "state")) {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "The lake was made by an earlier version",
                            null,
                            IngestJob.QUARANTINE + " has no column 'state' yet",
                            "let 'charthouse run' bring it up to date"));
        }
        Map<String, Column> values = new TreeMap<>();
        values.put("state", lit(state));
        values.put("state_reason", lit(reason.isEmpty() ? null : reason).cast("string"));
        values.put("state_by", lit(Access.actor()));
        values.put("state_at", current_timestamp());
        new TableWriter(lake).update(IngestJob.QUARANTINE, condition(filter).and(changes(state, filter)), values);
    }

    /** Has refused files opened again at the next run. */
    public void openAgain(QuarantineFilter filter) {
        Column which = condition(filter).and(col("state").equalTo(REFUSED));
        new TableWriter(lake).update(IngestJob.FILE, which, Map.of("state", lit(RETRY)));
    }

    /**
     * Whether a state may become another: what was discarded can be taken up again, what was read again stays read. Of a
     * line that is too long only the start is kept, so it is not read again; one that is no UTF-8 is only where a person
     * names that rule, for it is then taken as ISO 8859-1, which may be wrong.
     */
    public static Column changes(String state, QuarantineFilter filter) {
        Column now = coalesce(col("state"), lit(OPEN));
        if (state.equals(DISCARDED)) {
            return now.isin(OPEN, RETRY);
        }
        Column canBeRead = col("rule").notEqual(IngestJob.TOO_LONG);
        return now.isin(OPEN, DISCARDED)
                .and(
                        filter.rule().isPresent()
                                ? canBeRead
                                : canBeRead.and(col("rule").notEqual(IngestJob.ENCODING)));
    }

    /** Of columns that say nothing of persons: a condition of a change is kept in clear. */
    private Column condition(QuarantineFilter filter) {
        List<Column> all = new ArrayList<>();
        all.add(lit(true));
        filter.feed().ifPresent(feed -> {
            known("feed", feed, house.specs().feeds().keySet());
            all.add(col("feed").equalTo(feed));
        });
        filter.kind().ifPresent(kind -> {
            Set<String> kinds = new HashSet<>(house.specs().extracts().keySet());
            house.specs()
                    .feeds()
                    .values()
                    .forEach(feed -> house.specs().filesOf(feed).forEach(file -> kinds.add(file.kind())));
            kinds.addAll(FhirSchema.resourceTypes());
            kinds.addAll(List.of(FeedSpec.DELETIONS, FeedSpec.DOCUMENT));
            known("kind", kind, kinds);
            all.add(col("kind").equalTo(kind));
        });
        filter.rule().ifPresent(rule -> {
            known("rule", rule, rules());
            all.add(col("rule").equalTo(rule));
        });
        filter.file()
                .ifPresent(file -> all.add(col("file_no").isin(numbers(file).toArray())));
        filter.olderThanDays()
                .ifPresent(days -> all.add(col("delivery_on").lt(lit(Date.valueOf(asOf.minusDays(days))))));
        return all.stream().reduce(Column::and).orElseThrow();
    }

    /** What shows lines without what they say. */
    public MaskedText mask() {
        Set<String> names = new HashSet<>(Set.of("resourceType"));
        house.specs().elements().values().forEach(each -> collect(FhirSchema.of(each.resource(), each.paths()), names));
        return new MaskedText(names);
    }

    private static void collect(DataType type, Set<String> names) {
        if (type instanceof ArrayType array) {
            collect(array.elementType(), names);
        } else if (type instanceof StructType struct) {
            for (StructField field : struct.fields()) {
                names.add(field.name());
                collect(field.dataType(), names);
            }
        }
    }

    private List<Integer> numbers(String file) {
        List<Row> rows = files().select("path", "file_no").collectAsList();
        known("file", file, rows.stream().map(row -> row.getString(0)).toList());
        return rows.stream()
                .filter(row -> row.getString(0).equals(file))
                .map(row -> row.getInt(1))
                .toList();
    }

    private List<String> rules() {
        return table(IngestJob.QUARANTINE).stream()
                .flatMap(rows -> rows.select("rule").distinct().collectAsList().stream())
                .map(row -> row.getString(0))
                .toList();
    }

    private static void known(String what, String given, Collection<String> valid) {
        if (!valid.contains(given)) {
            throw new UserError(
                    ExitCode.USAGE,
                    new Problem(
                            "Unknown " + what + " '" + given + "'",
                            null,
                            "nothing in quarantine can be of it",
                            NearestWord.cure(given, valid)));
        }
    }

    private Dataset<Row> withAge(Dataset<Row> rows) {
        return rows.withColumn("age_days", datediff(lit(Date.valueOf(asOf)), col("delivery_on")));
    }

    private Dataset<Row> files() {
        return table(IngestJob.FILE).orElseThrow();
    }

    private Optional<Dataset<Row>> table(org.charthouse.spec.TableName name) {
        long version = state.tables().getOrDefault(name, Lake.ABSENT);
        return version == Lake.ABSENT ? Optional.empty() : Optional.of(lake.read(name, version));
    }

    private static boolean has(Dataset<Row> rows, String column) {
        return Arrays.asList(rows.columns()).contains(column);
    }
}
