package org.charthouse.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.charthouse.SharedSpark;
import org.charthouse.TinyHouse;
import org.charthouse.mart.MartJob;
import org.charthouse.pipeline.Job;
import org.charthouse.pipeline.JobContext;
import org.charthouse.pipeline.JobReport;
import org.charthouse.pipeline.Stage;
import org.charthouse.spec.TableName;

/** A lake in which measures of every scoring were counted for sixty persons; a test writes their results, the marts count. */
final class MeasureLake {

    private static final String PERIOD = "2025-01-01/2025-12-31";
    private static final int PERSONS = 60;

    private final Map<TableName, List<String>> rows = new TreeMap<>();

    MeasureLake() {
        for (String table : List.of(
                "measure.catalog",
                "measure.person_result",
                "measure.observation",
                "measure.stratum",
                "measure.evidence",
                "measure.failure",
                "measure.attribution",
                "identity.golden_record")) {
            rows.put(TableName.of(table), new ArrayList<>());
        }
    }

    /** Adds a row: name and value in turn, a number where it is one. */
    MeasureLake row(String table, Object... values) {
        List<String> parts = new ArrayList<>();
        for (int at = 0; at < values.length; at += 2) {
            Object value = values[at + 1];
            parts.add("\"" + values[at] + "\":" + (value instanceof Number ? value : "\"" + value + "\""));
        }
        Objects.requireNonNull(rows.get(TableName.of(table))).add("{" + String.join(",", parts) + "}");
        return this;
    }

    /** A row that is of a measure and period, too. */
    MeasureLake of(String table, String measure, Object... values) {
        String[] days = PERIOD.split("/", -1);
        List<Object> all = new ArrayList<>(List.of("measure_name", measure, "measure_version", "1.0"));
        all.addAll(List.of("period_start_on", days[0], "period_end_on", days[1]));
        all.addAll(List.of(values));
        return row(table, all.toArray());
    }

    MeasureLake catalog(String measure, int group, String scoring, Object... more) {
        List<Object> all = new ArrayList<>(List.of("group_number", group, "scoring", scoring, "small_cell", 11));
        all.addAll(List.of("measure_url", "https://example.org/Measure/" + measure, "title", "Of " + measure));
        all.addAll(List.of(more));
        if (!all.contains("basis")) {
            all.addAll(List.of("basis", "boolean"));
        }
        if (!all.contains("direction")) {
            all.addAll(List.of("direction", "increase"));
        }
        return of("measure.catalog", measure, all.toArray());
    }

    /** Counts a person in a population or not. */
    MeasureLake result(String measure, int group, int person, String population, int count) {
        return of(
                "measure.person_result",
                measure,
                "group_number",
                group,
                "person_id",
                id(person),
                "population_code",
                population,
                "member_count",
                count);
    }

    /** Counts persons from 1 in a population, the first of them in it. */
    MeasureLake results(String measure, int group, String population, int persons, int members) {
        for (int person = 1; person <= persons; person++) {
            result(measure, group, person, population, person <= members ? 1 : 0);
        }
        return this;
    }

    static String id(int person) {
        return String.format(Locale.ROOT, "person%02d", person);
    }

    /** Two sexes, and three persons of whom none is known. */
    MeasureLake persons() {
        for (int person = 1; person <= PERSONS; person++) {
            String sex = person > PERSONS - 3 ? "unknown" : person % 2 == 0 ? "female" : "male";
            row(
                    "measure.attribution",
                    "person_id",
                    id(person),
                    "period_start_on",
                    "2025-01-01",
                    "period_end_on",
                    "2025-12-31",
                    "facility",
                    "Main",
                    "clinician",
                    "Dr",
                    "payer",
                    "none",
                    "race",
                    "unknown",
                    "ethnicity",
                    "unknown",
                    "sex",
                    sex,
                    "age_band",
                    "45-64");
            row(
                    "identity.golden_record",
                    "person_id",
                    id(person),
                    "source_system",
                    person == 2 ? "lab" : "clinic",
                    "patient_id",
                    person == 3 ? "no_id" : "pt" + person);
        }
        return this;
    }

    /** Writes the rows, counts them and publishes the state. */
    void publish(Path home) {
        List<Job> jobs = new ArrayList<>(List.of(new Given(rows)));
        for (String mart : List.of("measure.summary", "mart.measure_rate")) {
            TableName table = TableName.of(mart);
            jobs.add(new MartJob(
                    Objects.requireNonNull(SharedSpark.specs().marts().get(table)),
                    SharedSpark.specs().contract(table)));
        }
        new TinyHouse(home).run(jobs.toArray(Job[]::new));
    }

    /** Writes rows of a test where a run would write results. */
    private record Given(Map<TableName, List<String>> rows) implements Job {

        @Override
        public String name() {
            return "given";
        }

        @Override
        public Stage stage() {
            return Stage.MEASURE;
        }

        @Override
        public Set<TableName> inputs() {
            return Set.of();
        }

        @Override
        public Set<TableName> outputs() {
            return rows.keySet();
        }

        @Override
        public String definition() {
            return rows.toString();
        }

        @Override
        public JobReport run(JobContext context) {
            rows.forEach((table, lines) -> {
                StructType schema = new StructType();
                for (StructField field : context.definitionOf(table).schema().fields()) {
                    schema = schema.add(field.name(), field.dataType(), true);
                }
                Dataset<Row> read = context.session()
                        .read()
                        .schema(schema)
                        .json(context.session().createDataset(lines, Encoders.STRING()));
                context.writer().replace(context.definitionOf(table), read);
            });
            return new JobReport(0, 0, 0, 0, "");
        }
    }
}
