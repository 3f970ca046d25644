package org.charthouse.dq;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.CorrectionSpec;
import org.charthouse.spec.CorrectionSpec.Change;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/**
 * Counts what the declared corrections changed, by source. Houses that never declared one have no such table, and their runs
 * no commit for it.
 */
public final class CorrectionJob implements Job {

    public static final TableName TABLE = new TableName("dq", "correction");

    /** The source of a correction that names none, where the type has no row at all. */
    private static final String ANY = "any";

    private final List<CorrectionSpec> corrections;

    public CorrectionJob(Specifications specs) {
        this.corrections = List.copyOf(specs.corrections().values());
    }

    @Override
    public String name() {
        return "corrections";
    }

    @Override
    public Stage stage() {
        return Stage.CHECK;
    }

    @Override
    public Set<TableName> inputs() {
        Set<TableName> inputs = new TreeSet<>();
        corrections.forEach(each -> inputs.add(TableName.ofResource(each.resource())));
        return inputs;
    }

    @Override
    public Set<TableName> outputs() {
        return Set.of(TABLE);
    }

    @Override
    public String definition() {
        return corrections.stream()
                .map(each -> each.definition() + each.approval())
                .toList()
                .toString();
    }

    @Override
    public JobReport run(JobContext context) {
        if (corrections.isEmpty() && context.published(TABLE).isEmpty()) {
            return JobReport.loaded(0);
        }
        List<Counted> counted = new ArrayList<>();
        inputs().forEach(table -> counted.addAll(counted(context, table)));
        TableDefinition definition = context.definitionOf(TABLE);
        context.writer()
                .replace(
                        definition,
                        context.session()
                                .createDataFrame(
                                        counted.stream().map(Counted::row).toList(), definition.schema())
                                .coalesce(1));
        return report(counted);
    }

    /** Corrections of the rows of one table. */
    private List<Counted> counted(JobContext context, TableName table) {
        List<CorrectionSpec> declared = corrections.stream()
                .filter(each -> TableName.ofResource(each.resource()).equals(table))
                .toList();
        List<Row> found = context.has(table) ? sources(context, table, declared) : List.of();
        List<Counted> counted = new ArrayList<>();
        for (int at = 0; at < declared.size(); at++) {
            CorrectionSpec spec = declared.get(at);
            Set<String> sources = new TreeSet<>(spec.sources());
            if (sources.isEmpty()) {
                found.forEach(row -> sources.add(row.getString(0)));
            }
            for (String source : sources.isEmpty() ? Set.of(ANY) : sources) {
                int nth = at;
                counted.add(found.stream()
                        .filter(row -> source.equals(row.getString(0)))
                        .findFirst()
                        .map(row -> new Counted(spec, source, row.getLong(nth + 2), row.getLong(1)))
                        .orElseGet(() -> new Counted(spec, source, 0, 0)));
            }
        }
        return counted;
    }

    /** Each source with its rows, and those of them that each correction changed. */
    private static List<Row> sources(JobContext context, TableName table, List<CorrectionSpec> declared) {
        Column[] changed = declared.stream()
                .map(each -> count_if(array_contains(col("corrections"), each.correction())))
                .toArray(Column[]::new);
        return context.read(table)
                .filter(col("is_deleted").equalTo(false))
                .groupBy("source_system")
                .agg(count(lit(1)), changed)
                .orderBy("source_system")
                .collectAsList();
    }

    private static JobReport report(List<Counted> counted) {
        Set<String> idle = new TreeSet<>();
        counted.forEach(each -> idle.add(each.spec.correction()));
        counted.stream().filter(each -> each.corrected > 0).forEach(each -> idle.remove(each.spec.correction()));
        String note = counted.stream()
                .map(each -> each.spec.correction() + " corrects " + each.corrected + " of " + each.held + " "
                        + each.spec.resource() + " rows of " + each.source)
                .collect(Collectors.joining("; "));
        List<String> advice = idle.stream()
                .map(name ->
                        "correction '" + name + "' changes nothing: look for a slip in its paths, 'from' or 'where',"
                                + " or remove conf/corrections/" + name + ".yaml if the source has mended it")
                .toList();
        return new JobReport(0, counted.size(), 0, 0, note, advice, List.of());
    }

    private record Counted(CorrectionSpec spec, String source, long corrected, long held) {

        Row row() {
            return RowFactory.create(
                    spec.correction(),
                    source,
                    spec.resource(),
                    corrected,
                    held,
                    spec.changes().stream().map(Change::text).collect(Collectors.joining("; ")),
                    spec.approval().reason(),
                    spec.approval().approvedBy(),
                    Date.valueOf(spec.approval().approvedOn()),
                    spec.approval().reportedBy().orElse(null),
                    spec.approval().evidence().orElse(null));
        }
    }
}
