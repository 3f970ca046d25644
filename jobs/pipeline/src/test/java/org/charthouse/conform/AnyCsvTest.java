package org.charthouse.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.charthouse.SharedSpark;
import org.charthouse.TinyHouse;
import org.charthouse.error.Problem;
import org.charthouse.error.Problems;
import org.charthouse.error.UserError;
import org.charthouse.feed.FeedCheck;
import org.charthouse.ingest.IngestJob;
import org.charthouse.spec.Specifications;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A made-up hospital whose files have other names, signs and words is added by one file under {@code conf/feeds}. */
class AnyCsvTest {

    private static final String FEED = "waldklinik/2026-01-31/";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void aHouseWithOneMoreFeed() throws IOException {
        SharedSpark.copyConfiguration(folder);
        Path feed = SharedSpark.install().resolve("jobs/pipeline/src/test/resources/feeds/waldklinik/waldklinik.yaml");
        Files.copy(feed, folder.resolve("conf/feeds/waldklinik.yaml"));
    }

    @Test
    void aHospitalWithSemicolonsLatin1DottedDatesAndDecimalCommasIsAddedByFilesAlone() {
        TinyHouse house = house();
        land(house, "PAT_0131.txt", """
                patientennummer;NAME;Vorname;Geburtsdatum;Geschl;Ort;Station
                4711;Müßig;Änne;29.02.1984;w;"Königs;tein";3
                4712;Groß;NULL;01.12.1950;m;-;3
                4713;Klein;Uwe;31.02.1950;m;;4
                4714;Kurz;Uta
                """);
        land(house, "LAB_17.txt", """
                Nr;PatNr;Zeit;System;Code;Bezeichnung;Wert;Einheit
                1;4711;05.01.2026 23:30;LOINC;2345-7;Glukose;1.105,50;mg/dL
                2;4711;05.07.2026 23:30:15;LOINC;2345-7;Glukose;98,4;mg/dL
                3;4711;29.03.2026 02:30;LOINC;2345-7;Glukose;98,4;mg/dL
                4;4711;06.01.2026 08:00;LOINC;2345-7;Glukose;98.4;mg/dL
                5;4711;06.01.2026 08:00;HAUS;G1;Glukose;98,4;mg/dL
                6;4711;2026-01-06 08:00;LOINC;2345-7;Glukose;98,4;mg/dL
                7;4711;06.01.2026 08:00;LOINC;TEXT;Befund;kein Wert;
                """);
        land(house, "diagnosen.csv", """
                Fall;PatNr;Kode;Rang;Bemerkung
                F1;4711;E11.9+;1;Diabetes "Typ 2"
                F1;4711;I10;2;
                """);
        run(house, "Patient", "Observation", "Condition");
        assertThat(house.rows(
                        "fhir.patient",
                        "id",
                        "name[0].family",
                        "get(name[0].given, 0)",
                        "birthDate",
                        "gender",
                        "address[0].city"))
                .containsExactly(
                        "4711 Müßig Änne 1984-02-29 female Königs;tein", "4712 Groß null 1950-12-01 male null");
        assertThat(house.rows(
                        "fhir.observation", "id", "effectiveDateTime", "valueQuantity.value", "code.coding[0].system"))
                .containsExactly(
                        "1 2026-01-05T23:30:00+01:00 1105.50 http://loinc.org",
                        "2 2026-07-05T23:30:15+02:00 98.4 http://loinc.org");
        assertThat(house.rows("fhir.condition", "id", "code.coding[0].code", "code.coding[0].system"))
                .containsExactly(
                        "problem-F1-1 E11.9 http://hl7.org/fhir/sid/icd-10",
                        "problem-F1-2 I10 http://hl7.org/fhir/sid/icd-10");
        assertThat(house.rows("raw.quarantine", "kind", "rule", "reason"))
                .containsExactly(
                        "messwerte code-system 'code_system' holds a name that 'code-systems' of the feed does not have",
                        "messwerte type 'observed_at' is not a timestamp of the form dd.MM.yyyy HH:mm or dd.MM.yyyy HH:mm:ss",
                        "messwerte type 'observed_at' is not a timestamp of the form dd.MM.yyyy HH:mm or dd.MM.yyyy HH:mm:ss",
                        "messwerte type 'value_number' is not of type decimal(18,6)",
                        "stammdaten columns the header has 7 columns, the line has 3",
                        "stammdaten type 'birth_date' is not a date of the form dd.MM.yyyy");
        assertThat(house.rows("ops.file", "kind", "rows_read", "rows_loaded", "rows_quarantined", "rows_duplicate"))
                .containsExactly("diagnosen 2 2 0 0", "messwerte 7 3 4 0", "stammdaten 4 2 2 0");
        assertThat(house.rows("raw.record", "text")).contains("4711;Müßig;Änne;29.02.1984;w;\"Königs;tein\";3");
        assertThat(house.rows("ops.feed_drift", "kind", "path", "rows")).containsExactly("stammdaten Station 2");
    }

    @Test
    void filesMayHaveNoHeaderAndValuesLineBreaks() throws IOException {
        Files.writeString(folder.resolve("conf/feeds/ward_list.yaml"), """
                feed: ward_list
                source-system: ward_list
                format: csv
                folder: ward_list
                description: Wards, without a header.
                csv: {delimiter: "|", header: absent, line-breaks: in-quotes}
                files:
                  - kind: wards
                    name: "*.dat"
                    columns: [no, org, title, since]
                    tables:
                      - table: department
                        columns: {department_id: no, organization_id: org, name: upper(title), updated_at: since}
                """);
        TinyHouse house = house();
        house.land(
                "ward_list/2026-01-31/a.dat",
                "1|4|\"Surgery\nNorth\"|2026-01-30T18:05:00Z\n2|4|\"Never ends|2026-01-30T18:05:00Z\n3|4|Eyes|2026-01-30T18:05:00Z");
        run(house, "Location");
        assertThat(house.rows("fhir.location", "id", "name")).containsExactly("1 SURGERY\nNORTH", "3 EYES");
        assertThat(house.rows("raw.record", "byte_offset", "text"))
                .contains("0 1|4|\"Surgery\nNorth\"|2026-01-30T18:05:00Z");
        assertThat(house.rows("raw.quarantine", "byte_offset", "rule")).containsExactly("41 quotes");
    }

    @Test
    void aSlipInAFeedIsToldAtItsLineWithTheNearestColumn() throws IOException {
        alter("birth_date: Geburtsdatum", "birth_date: Geburtsdat");
        alter("family_name: Name", "family_nane: Name");
        alter("WHEN 'w' THEN 'F'", "WHEN 'w' THEN GESCHLECHT");
        alter("observed_at: Zeit", "observed_at: length(Zeit)");
        alter("where: Code <> 'TEXT'", "where: Code");
        alter("description: Bemerkung", "description: current_date()");
        UserError slip = catchThrowableOfType(UserError.class, this::specs);
        assertThat(slip.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .extracting(Problem::what, Problem::cure)
                        .containsExactly("Unknown column 'family_nane'", "did you mean 'family_name'?"));
        alter("family_nane: Name", "family_name: Name");
        Problems problems = new Problems();
        new FeedCheck(specs(), problems).run();
        assertThat(problems.sorted())
                .extracting(problem ->
                        Objects.requireNonNull(problem.place()).line() + " " + problem.what() + "; " + problem.cure())
                .containsExactly(
                        "38 Unknown column `Geburtsdat`; did you mean 'Geburtsdatum'?",
                        "39 Unknown column `GESCHLECHT`; use one of: Geburtsdatum, Geschl, Name, Ort, Pat-Nr, Vorname,"
                                + " geaendert",
                        "49 'where' is no condition; compare columns, as in TYPE = 'CHARGE'",
                        "59 The expression gives int; give text, or a value of that type, for instance by CAST",
                        "71 The expression is no function of one row; use columns and functions of them" + " only");
    }

    private void alter(String from, String to) throws IOException {
        Path file = folder.resolve("conf/feeds/waldklinik.yaml");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private Specifications specs() {
        return Specifications.read(folder.resolve("conf"), folder.resolve("schemas"));
    }

    private TinyHouse house() {
        return new TinyHouse(folder.resolve("home"), specs());
    }

    private static void land(TinyHouse house, String name, String text) {
        house.land(FEED + name, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void run(TinyHouse house, String... resources) {
        List<org.charthouse.pipeline.Job> jobs = new java.util.ArrayList<>(List.of(new IngestJob(house.specs())));
        for (String resource : resources) {
            jobs.add(new ConformJob(
                    house.specs(),
                    Objects.requireNonNull(house.specs().elements().get(resource)),
                    new SharedIdentifiers()));
        }
        house.run(jobs.toArray(org.charthouse.pipeline.Job[]::new));
    }
}
