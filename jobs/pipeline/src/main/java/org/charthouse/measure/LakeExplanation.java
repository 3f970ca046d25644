package org.charthouse.measure;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.lake.Lake;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.content.MeasurePackage;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.population.MeasurementPeriod;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.MeasuresSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/** Explains the result of a person of a published state, from the rows that the result was counted by. */
public final class LakeExplanation {

    private final JobContext context;
    private final Explanation explanation;
    private final int offset;
    private final PersonRows rows;

    /**
     * The definitions of a measure over a state.
     *
     * @param context its tables; those that {@link #tables} names must be pinned
     * @throws org.charthouse.measure.elm.ElmProblem where the measure lacks something
     */
    public LakeExplanation(JobContext context, MeasurePackage content, MeasureDefinition measure) {
        Optional<MeasuresSpec> settings = context.specs().measures();
        this.context = context;
        this.offset = settings.map(MeasuresSpec::offsetMinutes).orElse(0);
        List<String> classes = settings.map(MeasuresSpec::visitClasses).orElse(List.of());
        this.explanation = new Explanation(content, measure, offset, classes);
        this.rows = new PersonRows(context, explanation.program());
    }

    /** Versions of all tables that an explanation may read. */
    public static SortedMap<TableName, Long> tables(Specifications specs, Map<TableName, Long> published) {
        SortedMap<TableName, Long> tables = new TreeMap<>();
        specs.elements()
                .keySet()
                .forEach(type -> tables.put(
                        TableName.ofResource(type), published.getOrDefault(TableName.ofResource(type), Lake.ABSENT)));
        for (TableName table : List.of(PersonRows.LINK, PersonRows.GOLDEN)) {
            tables.put(table, published.getOrDefault(table, Lake.ABSENT));
        }
        return tables;
    }

    /** The period that the house shows first of a measure; empty where it names none that the measure has. */
    public Optional<MeasurementPeriod> period(MeasureDefinition measure) {
        return context.specs().measures().stream()
                .flatMap(settings -> new Periods(settings.periods(), context.asOf()).of(measure).stream())
                .findFirst()
                .flatMap(MeasurementPeriod::parse)
                .or(() -> MeasurementPeriod.of(measure));
    }

    /** The types of resources that it reads. */
    public List<String> types() {
        return rows.types();
    }

    /** What each definition says of a person; empty where nobody has the id. */
    public Optional<List<Explanation.Line>> of(String person, MeasurementPeriod period) {
        List<Row> found = rows.ofPersons()
                .map(all -> all.filter(col(PersonRows.PERSON).equalTo(person))
                        .orderBy(PersonRows.TYPE, PersonRows.SOURCE, PersonRows.ID))
                .map(Dataset::collectAsList)
                .orElse(List.of());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        RowReader reader = new RowReader(rows.rowTypes(), rows.onlySource(), offset);
        return Optional.of(explanation.of(byType(found, reader), byType(rows.shared(), reader), period.run(offset)));
    }

    private static Map<String, List<Element>> byType(List<Row> rows, RowReader reader) {
        Map<String, List<Element>> byType = new LinkedHashMap<>();
        rows.forEach(row -> byType.computeIfAbsent(row.getAs(PersonRows.TYPE), type -> new ArrayList<>())
                .add(reader.read(row)));
        return byType;
    }
}
