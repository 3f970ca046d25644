package org.charthouse.feed.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.charthouse.SharedSpark;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.spec.Specifications;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedProposalTest {

    private static final String PATIENTS = """
            Pat-Nr;Nachname;Vorname;GebDatum;Geschlecht;Gewicht;Station
            4711;Müßig;Änne;29.02.1984;w;61,5;"Chirurgie
            Nord"
            4712;Groß;NULL;01.12.1950;m;1.082,5;Innere
            4713;Klein;Uwe;31.01.1950;m;NULL;Innere
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aFileIsDescribedAndItsColumnsFindTheirPlaceWithoutAnyValueBeingTold() throws IOException {
        String proposal = propose("PAT_0131.csv", PATIENTS, StandardCharsets.ISO_8859_1);
        assertThat(proposal)
                .contains("feed: pat\n")
                .contains("  delimiter: \";\"\n", "  encoding: ISO-8859-1 ", "  line-breaks: in-quotes ")
                .contains("  null-texts: [\"NULL\"]", "  dates: [\"dd.MM.yyyy\"]", "  decimal-mark: \",\"")
                .contains("columns: [Pat-Nr, Nachname, Vorname, GebDatum, Geschlecht, Gewicht, Station]")
                .contains("      - table: patient ")
                .contains("          patient_id: \"`Pat-Nr`\" ", "          birth_date: GebDatum ")
                .contains("          sex: Geschlecht   # 95 %; decide: 2 different texts; wanted: ")
                .contains("# not used: Gewicht, Station");
        assertThat(proposal)
                .doesNotContain("4711", "Müßig", "Änne", "1984", "Groß", "Uwe", "61,5", "Chirurgie", "Innere");
    }

    @Test
    void aFirstLineThatMayBeARecordIsNeverTakenForNames() throws IOException {
        String proposal = propose("people.csv", "Muster,Erika,f\nMuster,Hans,m\n", StandardCharsets.UTF_8);
        assertThat(proposal).contains("header: absent", "columns: [c1, c2, c3]").doesNotContain("Muster", "Erika");
        assertThat(propose("visits.csv", "4711,2026-01-30\n4712,2026-01-31\n", StandardCharsets.UTF_8))
                .contains("header: absent")
                .doesNotContain("4711");
    }

    @Test
    void patternsThatFitAlikeAreLeftToAPerson() throws IOException {
        assertThat(propose("lab.csv", "id,taken\n1,01/02/2026\n2,03/04/2026\n", StandardCharsets.UTF_8))
                .contains("  dates: [\"MM/dd/yyyy\"]   # decide: these fit, too: dd/MM/yyyy | M/d/yyyy | d/M/yyyy");
        assertThat(propose("lab2.csv", "id,taken\n1,01/02/2026\n2,23/04/2026\n", StandardCharsets.UTF_8))
                .contains("  dates: [\"dd/MM/yyyy\"]   # decide: these fit, too: d/M/yyyy");
    }

    @Test
    void aFileInUtf16IsToldAsThat() {
        for (Charset wide : new Charset[] {StandardCharsets.UTF_16, StandardCharsets.UTF_16LE}) {
            assertThatThrownBy(() -> propose("PAT_0131.csv", PATIENTS, wide))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("it is in UTF-16")
                    .hasMessageContaining("save it as UTF-8");
        }
    }

    @Test
    void anInstantIsTakenFromAColumnWithATimeWhereThereIsOne() throws IOException {
        String results = """
                patient_id,code,value,date,collectiontime,updated_at
                1,718-7,13.5,2026-01-30,2026-01-30T08:15:00Z,2026-01-31T08:15:00Z
                """;
        assertThat(propose("observations.csv", results, StandardCharsets.UTF_8))
                .contains("          observed_at: collectiontime ", "# not used: date\n");
        assertThat(propose(
                        "observations.csv",
                        results.replace("collectiontime", "clerk").replace("2026-01-30T08:15:00Z", "x"),
                        StandardCharsets.UTF_8))
                .contains("          observed_at: date ");
    }

    @Test
    void aProposalIsAFeedInWhichOnlyWhatIsRequiredAndNotFoundIsMissing() throws IOException {
        SharedSpark.copyConfiguration(folder);
        Files.writeString(
                folder.resolve("conf/feeds/pat.yaml"), propose("PAT_0131.csv", PATIENTS, StandardCharsets.UTF_8));
        assertThat(specs().feeds()).containsKey("pat");
        Files.writeString(
                folder.resolve("conf/feeds/visit.yaml"),
                propose("visit.csv", "Fallnummer;Aufnahme\n7;30.01.2026 08:15\n", StandardCharsets.UTF_8));
        UserError open = catchThrowableOfType(UserError.class, this::specs);
        assertThat(open.problems())
                .extracting(Problem::what)
                .containsExactlyInAnyOrder(
                        "Missing column 'patient_id' of table 'encounter'",
                        "Missing column 'class' of table 'encounter'",
                        "Missing column 'status' of table 'encounter'");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "patients, patient",
        "encounters, encounter",
        "conditions, problem",
        "observations, observation",
        "procedures, procedure",
        "medications, medication_order",
        "immunizations, immunization",
        "organizations, organization",
        "providers, provider",
        "allergies, allergy",
        "careplans, care_plan",
        "devices, device",
        "imaging_studies, imaging_instance",
        "supplies, supply",
        "claims, claim",
        "claims_transactions, claim_line",
        "payer_transitions, coverage"
    })
    void theFilesOfSyntheaFindTheirTables(String file, String table) {
        String corpora = System.getenv("CHARTHOUSE_CORPORA");
        Assumptions.assumeTrue(corpora != null, "CHARTHOUSE_CORPORA names no folder of outside data");
        String proposal = FeedProposal.of(
                "synthea",
                Path.of(corpora, "synthea-csv-27", file + ".csv.gz"),
                SharedSpark.specs().extracts().values());
        assertThat(proposal).contains("      - table: " + table + " ");
    }

    private String propose(String name, String text, Charset encoding) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, text.getBytes(encoding));
        return FeedProposal.of(
                FeedProposal.nameOf(file), file, SharedSpark.specs().extracts().values());
    }

    private Specifications specs() {
        return Specifications.read(folder.resolve("conf"), folder.resolve("schemas"));
    }
}
