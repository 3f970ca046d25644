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

/** A lake in which measures of every scoring were counted for sixty persons: results are given, the marts count. */
final class MeasureLake {

    private static final String PERSONS_MORE = "basis=boolean, direction=increase";
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

    /** Adds a row: {@code name=value}, comma and blank between, a number where it is one. */
    MeasureLake row(String table, String values) {
        List<String> parts = new ArrayList<>();
        for (String part : values.split(", ", -1)) {
            int at = part.indexOf('=');
            String value = part.substring(at + 1);
            String quote = value.matches("\\d+(\\.\\d+)?") ? "" : "\"";
            parts.add("\"" + part.substring(0, at) + "\":" + quote + value + quote);
        }
        Objects.requireNonNull(rows.get(TableName.of(table))).add("{" + String.join(",", parts) + "}");
        return this;
    }

    /** A row that is of a measure and the period, too. */
    MeasureLake of(String table, String measure, int group, String values) {
        return row(
                table,
                "measure_name=" + measure + ", measure_version=1.0, group_number=" + group
                        + ", period_start_on=2025-01-01, period_end_on=2025-12-31, " + values);
    }

    MeasureLake catalog(String measure, int group, String scoring, String more) {
        return of(
                "measure.catalog",
                measure,
                group,
                "scoring=" + scoring + ", small_cell=11, measure_url=https://example.org/Measure/" + measure
                        + ", title=Of " + measure + ", " + more);
    }

    /** Counts persons from 1 in a population, the first of them in it. */
    MeasureLake results(String measure, int group, String population, int persons, int members) {
        for (int person = 1; person <= persons; person++) {
            int count = person <= members ? 1 : 0;
            of(
                    "measure.person_result",
                    measure,
                    group,
                    id(person) + ", population_code=" + population + ", member_count=" + count);
        }
        return this;
    }

    private static String id(int person) {
        return String.format(Locale.ROOT, "person_id=person%02d", person);
    }

    /** Sixty persons, measured in every way. */
    static MeasureLake whole() {
        MeasureLake lake = new MeasureLake();
        lake.persons();
        lake.catalog("Proportion", 1, "proportion", PERSONS_MORE + ", caveat=value set <A & B> is not here")
                .results("Proportion", 1, "initial-population", 60, 60)
                .results("Proportion", 1, "denominator", 60, 60)
                .results("Proportion", 1, "denominator-exclusion", 60, 3)
                .results("Proportion", 1, "numerator", 60, 30);
        lake.catalog("Ratio", 1, "ratio", "basis=boolean, direction=decrease")
                .results("Ratio", 1, "initial-population", 60, 60)
                .results("Ratio", 1, "denominator", 60, 60)
                .results("Ratio", 1, "numerator", 60, 15);
        lake.catalog("Mean", 1, "continuous-variable", PERSONS_MORE + ", aggregate_method=average")
                .results("Mean", 1, "initial-population", 60, 60)
                .results("Mean", 1, "measure-population", 60, 60);
        lake.observed();
        lake.others();
        lake.found();
        return lake;
    }

    private void others() {
        catalog("Cohort", 1, "cohort", PERSONS_MORE).results("Cohort", 1, "initial-population", 60, 60);
        catalog("Few", 1, "proportion", PERSONS_MORE)
                .results("Few", 1, "initial-population", 5, 5)
                .results("Few", 1, "denominator", 5, 5)
                .results("Few", 1, "numerator", 5, 2);
        catalog("Nobody", 1, "proportion", PERSONS_MORE);
        catalog("Episodes", 1, "proportion", "basis=Encounter, direction=increase")
                .catalog("Episodes", 2, "cohort", "basis=Encounter, direction=decrease")
                .results("Episodes", 1, "initial-population", 60, 60)
                .results("Episodes", 1, "denominator", 60, 0)
                .results("Episodes", 1, "numerator", 60, 0)
                .results("Episodes", 2, "initial-population", 60, 60);
        row(
                "measure.catalog",
                "measure_name=Refused, measure_version=1, measure_url=, small_cell=11, problem=Library X is missing");
    }

    /** Two sexes, and three persons of whom none is known; one has another source, one an id that is none in FHIR. */
    private void persons() {
        for (int person = 1; person <= PERSONS; person++) {
            String sex = person > PERSONS - 3 ? "unknown" : person % 2 == 0 ? "female" : "male";
            row(
                    "measure.attribution",
                    id(person) + ", period_start_on=2025-01-01, period_end_on=2025-12-31, facility=Main, clinician=Dr"
                            + ", payer=none, race=unknown, ethnicity=unknown, age_band=45-64, sex=" + sex);
            String patient = person == 3 ? "no_id" : "pt" + person;
            String source = person == 2 ? "lab" : "clinic";
            row("identity.golden_record", id(person) + ", source_system=" + source + ", patient_id=" + patient);
        }
    }

    private void observed() {
        for (int person = 1; person <= PERSONS; person++) {
            String value = person % 2 == 0 ? "120.5" : "130.5";
            String half = person % 2 == 0 ? "first" : "second";
            of(
                    "measure.observation",
                    "Mean",
                    1,
                    id(person) + ", population_code=measure-population, observed_value=" + value);
            of("measure.stratum", "Ratio", 1, id(person) + ", definition_name=Half, stratum_value=" + half);
        }
    }

    /** Evidence of the fourth person, and two persons without a result. */
    private void found() {
        for (String each : List.of(
                "population_code=numerator, resource_type=Observation, resource_id=o1, source_system=clinic",
                "population_code=numerator, resource_type=Encounter, resource_id=e1, source_system=clinic",
                "population_code=denominator, resource_type=Encounter, resource_id=e1, source_system=clinic",
                "population_code=denominator, resource_type=Encounter, resource_id=e_1, source_system=lab")) {
            of("measure.evidence", "Proportion", 1, id(4) + ", definition_name=Some, " + each);
        }
        for (int person = 71; person <= 72; person++) {
            of("measure.failure", "Cohort", 1, id(person) + ", definition_name=Some, problem=two where one was wanted");
        }
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
