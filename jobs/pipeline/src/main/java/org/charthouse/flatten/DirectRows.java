package org.charthouse.flatten;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.feed.DeliveredKinds;
import org.charthouse.feed.ExtractSources;
import org.charthouse.feed.ExtractViews;
import org.charthouse.feed.RawRows;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/**
 * Rows of an extract table that become rows of the core table of the same name, because they are no clinical facts and so
 * no FHIR resources, such as claims: the newest row per source system and key, without what its source has deleted.
 */
public final class DirectRows {

    private final String extract;
    private final DeliveredKinds delivered;
    private final String key;
    private final ExtractSources sources;

    /**
     * Rows.
     *
     * @param extract the extract table, of one key column
     * @param delivered shared with the other jobs that read raw rows
     */
    public DirectRows(Specifications specs, String extract, DeliveredKinds delivered) {
        this.delivered = delivered;
        this.extract = extract;
        this.key = Objects.requireNonNull(specs.extracts().get(extract)).key().get(0);
        this.sources = new ExtractSources(specs, List.of(extract));
    }

    Set<TableName> inputs() {
        return Set.of(RawRows.RECORD, RawRows.REPEAT, RawRows.FILE);
    }

    String definition() {
        return sources.definition();
    }

    /** Whether any file with such rows was ever read. */
    boolean isDelivered(JobContext context) {
        RawRows raw = new RawRows(context, delivered);
        return sources.kinds().stream().anyMatch(kind -> !raw.files(kind).isEmpty());
    }

    /** Whether a line of such a file came since the job last worked. */
    boolean hasNews(JobContext context) {
        long since = context.previous().map(entry -> entry.ranIn() + 1).orElse(1L);
        return new RawRows(context, delivered).hasNews(since, sources.kinds());
    }

    /**
     * The rows as texts.
     *
     * @param wanted columns that there must be, null where the extract has none of the name
     * @param known columns of the core table: those of the extract that are not among them are left out
     */
    Dataset<Row> texts(JobContext context, List<String> wanted, Collection<String> known) {
        Dataset<Row> rows = Objects.requireNonNull(
                new ExtractViews(context, new RawRows(context, delivered), List.of(extract), key, 1)
                        .live()
                        .get(extract));
        List<String> has = List.of(rows.columns());
        Set<String> names = new LinkedHashSet<>(List.of("source_system"));
        names.addAll(wanted);
        has.stream().filter(known::contains).forEach(names::add);
        List<Column> columns = new ArrayList<>();
        names.forEach(name -> columns.add(
                has.contains(name) ? col(name) : lit(null).cast("string").as(name)));
        return rows.select(columns.toArray(Column[]::new));
    }
}
