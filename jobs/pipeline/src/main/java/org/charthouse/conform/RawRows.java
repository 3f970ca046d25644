package org.charthouse.conform;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.max;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
final class RawRows {

    static final TableName RECORD = new TableName("raw", "record");
    static final TableName REPEAT = new TableName("raw", "repeat");
    static final TableName FILE = new TableName("ops", "file");

    private static final String[] TEXT = {"feed", "kind", "text_hash"};

    private static final StructType PATHS =
            new StructType().add("file_no", DataTypes.IntegerType).add("path", DataTypes.StringType);

    private final JobContext context;
    private final DeliveredKinds delivered;
    private final List<Row> files;
    private final Map<String, Long> repeated;

    RawRows(JobContext context, DeliveredKinds delivered) {
        this.context = context;
        this.delivered = delivered;
        this.files = delivered.files(context);
        this.repeated = delivered.repeated(context);
    }

    /** Header lines of the files of a kind, by number of the file. */
    Map<Integer, String> headers(String kind) {
        Map<Integer, String> headers = new TreeMap<>();
        of(kind, files)
                .filter(file -> !file.isNullAt(3))
                .forEach(file -> headers.put(file.getInt(0), file.getString(3)));
        return headers;
    }

    /** Whether any file of a kind was read. */
    boolean has(String kind) {
        return of(kind, files).findAny().isPresent();
    }

    /** Whether any line of a kind was said again in this run or later. */
    boolean isRepeated(String kind, long since) {
        return repeated.getOrDefault(kind, 0L) >= since;
    }

    private static Stream<Row> of(String kind, List<Row> files) {
        return files.stream().filter(file -> file.getString(2).equals(kind));
    }

    /**
     * The lines of a kind that were said, or said again, in this run or later: source_system, text, text_hash, file_no,
     * delivery_on, place, ingested_in. The last three are those of the last time that it was said.
     */
    Dataset<Row> of(String kind, long since) {
        List<Row> named = of(kind, files)
                .map(file -> RowFactory.create(file.getInt(0), file.getString(1)))
                .toList();
        Dataset<Row> paths = context.session().createDataFrame(named, PATHS);
        Dataset<Row> own = context.read(RECORD)
                .filter(col("kind").equalTo(kind))
                .join(broadcast(paths), "file_no")
                .withColumn("place", place());
        if (!isRepeated(kind, since)) {
            return own.filter(col("ingested_in").geq(since));
        }
        Dataset<Row> again = context.read(REPEAT)
                .filter(col("kind").equalTo(kind))
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
    boolean hasNews(long since, Collection<String> kinds) {
        return !Collections.disjoint(delivered.news(context, since), kinds);
    }

    /** Types of resources that contain some of a type. */
    Set<String> parentsOf(String type) {
        return contained(pair -> pair.endsWith("/" + type), pair -> pair.substring(0, pair.indexOf('/')));
    }

    /** Types of resources that are contained in some of a type. */
    Set<String> inside(String type) {
        return contained(pair -> pair.startsWith(type + "/"), pair -> pair.substring(pair.indexOf('/') + 1));
    }

    private Set<String> contained(Predicate<String> which, UnaryOperator<String> part) {
        Set<String> types = new TreeSet<>();
        for (Row file : files) {
            if (!file.isNullAt(4)) {
                file.<String>getList(4).stream().filter(which).map(part).forEach(types::add);
            }
        }
        return types;
    }

    /** Where texts of some kinds were said again: source_system, text_hash, again_place. */
    Dataset<Row> repeats(String... kinds) {
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
