package org.charthouse.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.charthouse.SharedSpark;
import org.charthouse.feed.LineReader;
import org.charthouse.fhir.ElementLists;
import org.charthouse.ingest.RecordCheck.Verdict;
import org.charthouse.spec.FeedSpec;
import org.charthouse.spec.FileSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCheckTest {

    private static final String HEADER = "department_id,organization_id,name,department_type,updated_at";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "1,4,Ward,medical,2026-01-30T18:05:00Z        | -        | -",
                "1,4,Ward,,2026-01-30T18:05:00Z               | -        | -",
                "1,4,\"Ward, \"\"A\"\"\",,2026-01-30T18:05:00Z | -        | -",
                "1,4,Ward,medical                              | columns  | the header has 5 columns, the line has 4",
                "1,4,Ward,medical,2026-01-30T18:05:00Z,        | columns  | the header has 5 columns, the line has 6",
                "1,4,\"Ward,medical,2026-01-30T18:05:00Z       | quotes   | a quoted value does not end on the line, or text follows its end",
                "1,4,\"Ward\"x,medical,2026-01-30T18:05:00Z    | quotes   | a quoted value does not end on the line, or text follows its end",
                "1,,Ward,medical,2026-01-30T18:05:00Z          | required | 'organization_id' is empty",
                "1,4,Ward,medical,30.01.2026                   | type     | 'updated_at' is not of type timestamp",
            })
    void aCsvLineIsGoodOrBreaksARule(String line, String rule, String reason) {
        Verdict verdict = department(HEADER).check(line);
        assertThat(verdict.rule()).isEqualTo(rule);
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.notKept()).isEmpty();
    }

    @Test
    void columnsWithoutContractAreNamedAsNotKept() {
        RecordCheck check = department(HEADER + ",floor");
        assertThat(check.check("1,4,Ward,,2026-01-30T18:05:00Z,3").notKept()).containsExactly("floor");
    }

    @Test
    void aReasonNeverHoldsAValueOfTheLine() {
        Verdict verdict = department(HEADER).check("1,4,Ward,medical,Erika Mustermann");
        assertThat(verdict.reason()).doesNotContain("Erika").doesNotContain("Mustermann");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "{\"resourceType\":\"Location\",\"id\":\"1\",\"name\":\"Ward\"} | true",
                "{\"resourceType\":\"Location\",\"name\":\"Ward\"}              | false",
                "{\"resourceType\":\"Patient\",\"id\":\"1\"}                    | false",
                "{\"id\":\"1\"}                                                 | false",
                "{\"resourceType\":\"Location\",\"id\":\"1\"                    | false",
                "{\"resourceType\":\"Location\",\"id\":\"1\"} {}                | false",
                "[]                                                             | false",
                "Ward                                                           | false",
            })
    void aFhirLineMustBeOneResourceOfTheFilesTypeWithAnId(String line, boolean good) {
        Verdict verdict = location().check(line);
        assertThat(verdict.rule() == null).isEqualTo(good);
        assertThat(verdict.reason() == null).isEqualTo(good);
    }

    @Test
    void elementsThatAreNotListedAreNamedAsNotKept() {
        Verdict verdict =
                location().check("{\"resourceType\":\"Location\",\"id\":\"1\",\"text\":{\"status\":\"generated\"}}");
        assertThat(verdict.rule()).isNull();
        assertThat(verdict.notKept()).isNotEmpty().allMatch(path -> path.contains("text"));
    }

    private static RecordCheck department(String header) {
        FeedSpec feed =
                java.util.Objects.requireNonNull(SharedSpark.specs().feeds().get("facility_a"));
        FileSpec file = SharedSpark.specs().file("facility_a", "department").orElseThrow();
        return new CsvRecordCheck(LineReader.of(SharedSpark.specs(), feed, file, header), "UTF-8");
    }

    private static RecordCheck location() {
        return new FhirRecordCheck(
                "Location", ElementLists.of(SharedSpark.specs().paths()));
    }
}
