package org.charthouse.feed;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.max;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.TableName;

/**
 * Lines of {@code raw.record} with the place where each was said last, which is its own or that of a later repeat.
 *
 * <p>A place is {@code delivery|path|file|offset}, so written that the later of two places is the greater text. It does
 * not depend on the order in which files arrived, but for two files of one name.
 */
public final class RawRows {

    public static final TableName RECORD = new TableName("raw", "record");
    public static final TableName REPEAT = new TableName("raw", "repeat");
    public static final TableName FILE = new TableName("ops", "file");

    private static final String[] TEXT = {"feed", "kind", "text_hash"};

    private static final StructType PATHS =
            new StructType().add("file_no", DataTypes.IntegerType).add("path", DataTypes.StringType);

    private final JobContext context;
    private final DeliveredKinds delivered;
    private final List<DeliveredFile> files;
    private final Map<String, Long> repeated;

    /**
     * The rows of a job that reads all three tables.
     *
     * @param delivered shared with the other jobs that read them
     */
    public RawRows(JobContext context, DeliveredKinds delivered) {
        this.context = context;
        this.delivered = delivered;
        this.files = delivered.files(context);
        this.repeated = delivered.repeated(context);
    }

    /** The files that hold records of a kind, by number. */
    public List<DeliveredFile> files(String kind) {
        return files.stream().filter(file -> file.kinds().contains(kind)).toList();
    }

    /** All files, by number. */
    public List<DeliveredFile> files() {
        return files;
    }

    /** Whether any line of a kind was said again in this run or later. */
    public boolean isRepeated(String kind, long since) {
        return repeated.getOrDefault(kind, 0L) >= since;
    }

    /**
     * The lines of some files that were said, or said again, in this run or later: source_system, text, text_hash, file_no,
     * delivery_on, place, ingested_in. The last three are those of the last time that it was said.
     */
    public Dataset<Row> of(List<DeliveredFile> files, long since) {
        return of(
                files, since, files.stream().map(DeliveredFile::kind).distinct().toArray(String[]::new));
    }

    /** The same for all records of a kind. */
    public Dataset<Row> of(String kind, long since) {
        return of(files(kind), since, kind);
    }

    private Dataset<Row> of(List<DeliveredFile> files, long since, String... kinds) {
        List<Row> named = files.stream()
                .map(file -> RowFactory.create(file.fileNo(), file.path()))
                .toList();
        Dataset<Row> paths = context.session().createDataFrame(named, PATHS);
        Dataset<Row> own = context.read(RECORD)
                .filter(col("kind").isin((Object[]) kinds))
                .join(broadcast(paths), "file_no")
                .withColumn("place", place());
        if (Arrays.stream(kinds).noneMatch(kind -> isRepeated(kind, since))) {
            return own.filter(col("ingested_in").geq(since));
        }
        Dataset<Row> again = context.read(REPEAT)
                .filter(col("kind").isin((Object[]) kinds))
                .select(
                        col("feed"),
                        col("kind"),
                        col("text_hash"),
                        place().as("again_place"),
                        col("delivery_on").as("again_on"),
                        col("ingested_in").as("again_in"));
        return own.join(again, TEXT, "left")
                .withColumn("place", greatest(col("place"), coalesce(col("again_place"), col("place"))))
                .withColumn("delivery_on", greatest(col("delivery_on"), coalesce(col("again_on"), col("delivery_on"))))
                .withColumn("ingested_in", greatest(col("ingested_in"), coalesce(col("again_in"), col("ingested_in"))))
                .drop("again_place", "again_on", "again_in")
                .filter(col("ingested_in").geq(since));
    }

    /** Whether a line of these kinds came, or came again, in a run or later. */
    public boolean hasNews(long since, Collection<String> kinds) {
        return !Collections.disjoint(delivered.news(context, since), kinds);
    }

    /** Types of resources that contain some of a type. */
    public Set<String> parentsOf(String type) {
        return contained(pair -> pair.endsWith("/" + type), pair -> pair.substring(0, pair.indexOf('/')));
    }

    /** Types of resources that are contained in some of a type. */
    public Set<String> inside(String type) {
        return contained(pair -> pair.startsWith(type + "/"), pair -> pair.substring(pair.indexOf('/') + 1));
    }

    private Set<String> contained(Predicate<String> which, UnaryOperator<String> part) {
        Set<String> types = new TreeSet<>();
        files.forEach(file -> file.contained().stream().filter(which).map(part).forEach(types::add));
        return types;
    }

    /** Where texts of some kinds were said again: source_system, text_hash, again_place. */
    public Dataset<Row> repeats(String... kinds) {
        return context.read(REPEAT)
                .filter(col("kind").isin((Object[]) kinds))
                .withColumn("place", place())
                .groupBy("source_system", "text_hash")
                .agg(max("place").as("again_place"));
    }

    private static Column place() {
        return concat_ws(
                "|",
                col("delivery_on").cast("string"),
                col("path"),
                lpad(col("file_no").cast("string"), 10, "0"),
                lpad(col("byte_offset").cast("string"), 15, "0"));
    }
}
