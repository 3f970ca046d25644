package org.charthouse.app;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.lake.Lake;
import org.charthouse.measure.report.CountedMeasure.MeasureKey;
import org.charthouse.measure.report.PersonResults;
import org.charthouse.measure.report.PersonResults.Evidence;
import org.charthouse.measure.report.PersonResults.Population;
import org.charthouse.measure.report.PersonResults.ResourceKey;
import org.charthouse.spec.TableName;

/**
 * Results of measures by person, each with the record that stands for the person, in order of measure, period and record. They
 * pass one partition after the other, so that no more than one is in memory.
 */
final class MeasurePersons {

    static final TableName EVIDENCE = TableName.of("measure.evidence");
    static final TableName GOLDEN = TableName.of("identity.golden_record");

    private static final String COUNTED = """
            SELECT
              person_id, measure_name, measure_version, period_start_on, period_end_on,
              sort_array(collect_list(struct(group_number, population_code, member_count))) AS counts
            FROM measure.person_result
            GROUP BY person_id, measure_name, measure_version, period_start_on, period_end_on
            """;

    private static final String FOUND = """
            SELECT
              person_id, measure_name, measure_version, period_start_on, period_end_on,
              sort_array(collect_list(
                struct(resource_type, source_system, resource_id, populations)
              )) AS resources
            FROM (
              SELECT
                person_id, measure_name, measure_version, period_start_on, period_end_on,
                resource_type, coalesce(source_system, '') AS source_system, resource_id,
                sort_array(collect_set(struct(group_number, population_code))) AS populations
              FROM measure.evidence
              GROUP BY
                person_id, measure_name, measure_version, period_start_on, period_end_on,
                resource_type, coalesce(source_system, ''), resource_id
            )
            GROUP BY person_id, measure_name, measure_version, period_start_on, period_end_on
            """;

    private static final String PERSONS = """
            SELECT counted.*, found.resources, golden_record.source_system, golden_record.patient_id
            FROM counted
            INNER JOIN identity.golden_record USING (person_id)
            LEFT JOIN found USING (person_id, measure_name, measure_version, period_start_on, period_end_on)
            ORDER BY measure_name, measure_version, period_start_on, period_end_on, source_system, patient_id
            """;

    private static final String HOW_MANY = """
            SELECT count(DISTINCT person_id, measure_name, measure_version, period_start_on, period_end_on)
            FROM measure.person_result
            INNER JOIN identity.golden_record USING (person_id)
            """;

    private final DeclaredSql sql;

    MeasurePersons(Lake lake, MeasureResults results, Collection<MeasureKey> measures) {
        this.sql = new DeclaredSql(lake.session())
                .with(MeasureResults.RESULT.toString(), results.rows(MeasureResults.RESULT, measures))
                .with(EVIDENCE.toString(), results.rows(EVIDENCE, measures))
                .with(GOLDEN.toString(), results.rows(GOLDEN));
    }

    /** What takes the results of one person after the other. */
    interface Sink {
        void add(MeasureKey measure, PersonResults person);
    }

    long count() {
        return sql.query(HOW_MANY).first().getLong(0);
    }

    void forEach(Sink sink) {
        Iterator<Row> ordered = sql.query("WITH counted AS (" + COUNTED + "), found AS (" + FOUND + ") " + PERSONS)
                .toLocalIterator();
        while (ordered.hasNext()) {
            Row row = ordered.next();
            sink.add(MeasureResults.key(row), person(row));
        }
    }

    private static PersonResults person(Row row) {
        SortedMap<Integer, SortedMap<String, Integer>> counts = new TreeMap<>();
        for (Row count : row.<Row>getList(row.fieldIndex("counts"))) {
            counts.computeIfAbsent(count.getInt(0), any -> new TreeMap<>()).put(count.getString(1), count.getInt(2));
        }
        List<Row> resources =
                row.isNullAt(row.fieldIndex("resources")) ? List.of() : row.getList(row.fieldIndex("resources"));
        ResourceKey patient = new ResourceKey(row.getAs("source_system"), "Patient", row.getAs("patient_id"));
        return new PersonResults(
                patient,
                counts,
                resources.stream().map(MeasurePersons::evidence).toList());
    }

    private static Evidence evidence(Row resource) {
        List<Population> populations = resource.<Row>getList(3).stream()
                .map(population -> new Population(population.getInt(0), population.getString(1)))
                .toList();
        return new Evidence(
                new ResourceKey(resource.getString(1), resource.getString(0), resource.getString(2)), populations);
    }
}
