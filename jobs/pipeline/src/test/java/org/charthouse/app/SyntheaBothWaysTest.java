package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.spark.sql.Row;
import org.charthouse.TinyHouse;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One population, exported by Synthea as FHIR and as CSV, gives the same core rows. What differs is listed here, column by
 * column: it is what one of the formats cannot carry.
 */
class SyntheaBothWaysTest {

    private static final String FHIR = "synthea_fhir";
    private static final String CSV = "synthea_csv";

    private static final String[] VITAL = {"patient_id", "encounter_id", "normalized_code", "observed_at"};

    @TempDir
    private static Path home = Path.of("");

    private static TinyHouse house = new TinyHouse(home);

    @BeforeAll
    static void load() {
        Houses.copy(Houses.raw().resolve("landing"), home.resolve("landing"));
        house = new TinyHouse(home);
        List<String> names = new ArrayList<>(List.of("ingest", "identity", "core.claim", "core.claim_line"));
        for (String type : List.of("patient", "encounter", "condition", "immunization", "observation", "claim")) {
            names.addAll(List.of("fhir." + type, "core." + type));
        }
        names.addAll(List.of("core.vital_sign", "fhir.organization", "fhir.practitioner", "fhir.location"));
        house.run(Houses.jobs(names));
    }

    @Test
    void patients() {
        assertThat(differing("core.patient", "patient_id"))
                .as(
                        "CSV has no birth sex, language and phone, the day of a death without its time, no marital status of"
                                + " who never married, and one number for a chart that is of no named system")
                .isSubsetOf(
                        "birth_sex_code", "death_at", "language_code", "marital_status_code", "mrn_system", "phone");
    }

    @Test
    void encounters() {
        assertThat(differing("core.encounter", "encounter_id"))
                .as("CSV has neither the place nor how somebody left, and a facility by its id alone")
                .isSubsetOf(
                        "discharge_disposition_code", "discharge_disposition_system", "facility_name", "location_id");
    }

    @Test
    void conditions() {
        assertThat(differing("core.condition", "patient_id", "encounter_id", "condition_code", "onset_on"))
                .as("CSV has days without times, no ids, and does not say that Synthea files all of them as diagnoses")
                .isSubsetOf("abatement_at", "category_code", "condition_id", "onset_at", "recorded_at");
    }

    @Test
    void immunisations() {
        assertThat(differing("core.immunization", "patient_id", "encounter_id", "vaccine_code", "occurrence_at"))
                .as("CSV has no ids, no place, takes commas out of names, and does not say who told of it")
                .isSubsetOf("immunization_id", "is_primary_source", "location_id", "vaccine_display", "vaccine_text");
    }

    @Test
    void numericVitalSigns() {
        assertThat(differing("core.vital_sign", VITAL))
                .as(
                        "CSV has no ids and time of release, both pressures as measurements of their own, numbers to a decimal")
                .isSubsetOf(
                        "canonical_value",
                        "component_ordinal",
                        "issued_at",
                        "observation_code",
                        "observation_display",
                        "observation_text",
                        "value_number",
                        "value_number_text",
                        "vital_sign_id");
        Map<List<String>, Row> csv = rows("core.vital_sign", CSV, VITAL);
        rows("core.vital_sign", FHIR, VITAL)
                .forEach((of, row) -> assertThat(
                                Objects.requireNonNull(csv.get(of)).<BigDecimal>getAs("canonical_value"))
                        .isCloseTo(row.<BigDecimal>getAs("canonical_value"), within(new BigDecimal("0.05"))));
    }

    /**
     * The files of claims have no total: it is that of the charges among the transactions. Synthea counts more into some of
     * its totals than it has transactions for, and tells so in the file of encounters alone.
     */
    @Test
    void claims() throws IOException {
        assertThat(differing("core.claim", "claim_id"))
                .isSubsetOf(
                        "billable_end_on",
                        "created_at",
                        "created_on",
                        "currency",
                        "diagnosis_code",
                        "diagnosis_system",
                        "facility_id",
                        "insurer_id",
                        "other_diagnosis_codes",
                        "outstanding_amount",
                        "priority_code",
                        "provider_id",
                        "secondary_payer_id",
                        "status",
                        "total_amount",
                        "type_code",
                        "type_system",
                        "use");
        Map<String, BigDecimal> charged = new HashMap<>();
        house.lake().read(TableName.of("core.claim_line")).filter("line_type = 'charge'").collectAsList().stream()
                .filter(line -> line.getAs("source_system").equals(CSV))
                .forEach(line -> charged.merge(line.getAs("claim_id"), line.getAs("net_amount"), BigDecimal::add));
        Map<String, BigDecimal> ofEncounters = encounterTotals();
        int equal = 0;
        Map<List<String>, Row> totals = rows("core.claim", FHIR, "claim_id");
        for (Row claim : totals.values()) {
            BigDecimal total = claim.getAs("total_amount");
            boolean isCharged = total.compareTo(charged.getOrDefault(claim.getAs("claim_id"), BigDecimal.ZERO)) == 0;
            equal += isCharged ? 1 : 0;
            assertThat(isCharged
                            || total.compareTo(Objects.requireNonNull(ofEncounters.get(claim.getAs("encounter_id"))))
                                    == 0)
                    .as("the total of a claim")
                    .isTrue();
        }
        assertThat(equal).isGreaterThan(totals.size() * 3 / 4);
    }

    private static Map<String, BigDecimal> encounterTotals() throws IOException {
        Map<String, BigDecimal> totals = new HashMap<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser rows =
                format.parse(Files.newBufferedReader(home.resolve("landing/synthea_csv/2026-01-31/encounters.csv")))) {
            rows.forEach(row -> totals.put(row.get("Id"), new BigDecimal(row.get("TOTAL_CLAIM_COST"))));
        }
        return totals;
    }

    /** Columns in which any row of one source is not as that of the other. */
    private static Set<String> differing(String table, String... key) {
        Map<List<String>, Row> fhir = rows(table, FHIR, key);
        Map<List<String>, Row> csv = rows(table, CSV, key);
        assertThat(csv.keySet()).as("keys of " + table).isNotEmpty().isEqualTo(fhir.keySet());
        Set<String> differing = new TreeSet<>();
        fhir.forEach((of, row) -> {
            Row other = Objects.requireNonNull(csv.get(of));
            for (String column : row.schema().fieldNames()) {
                Object one = row.getAs(column);
                Object two = other.getAs(column);
                if (!column.equals("source_system") && !Objects.equals(one, two)) {
                    differing.add(column);
                }
            }
        });
        return differing;
    }

    private static Map<List<String>, Row> rows(String table, String source, String... key) {
        Map<List<String>, Row> rows = new HashMap<>();
        for (Row row : house.lake()
                .read(TableName.of(table))
                .filter("source_system = '" + source + "'")
                .collectAsList()) {
            List<String> of =
                    Arrays.stream(key).map(column -> "" + row.getAs(column)).toList();
            assertThat(rows.put(of, row)).as("key twice in " + table).isNull();
        }
        return rows;
    }
}
