package org.charthouse.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes as they are sent, and the one form of their system; nothing where they are none of it. */
class CodeFormatTest {

    @ParameterizedTest
    @CsvSource({
        "icd-10-cm, e119, E11.9",
        "icd-10-cm, E11.9, E11.9",
        "icd-10-cm, I10, I10",
        "icd-10-cm, I10., I10",
        "icd-10-cm, ' s72001a ', S72.001A",
        "icd-10-cm, C7A010, C7A.010",
        "icd-10-cm, U071, U07.1",
        "icd-10-cm, E1.19,",
        "icd-10-cm, E11.99999,",
        "icd-10-cm, 250.00,",
        "icd-10-cm, DIABETES,",
        "icd-10-pcs, 0dtj4zz, 0DTJ4ZZ",
        "icd-10-pcs, 0DT.J4ZZ, 0DTJ4ZZ",
        "icd-10-pcs, 0DTI4ZZ,",
        "icd-10-pcs, 0DTJ4Z,",
        "icd-9-cm, 25000, 250.00",
        "icd-9-cm, v583, V58.3",
        "icd-9-cm, E8490, E849.0",
        "icd-9-cm, 25,",
        "icd-9-pcs, 3601, 36.01",
    })
    void classificationsGetCapitalsAndADot(String format, String sent, String wanted) {
        assertForm(format, sent, wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "loinc, 8480-6, 8480-6",
        "loinc, 84806, 8480-6",
        "loinc, 8480 6, 8480-6",
        "loinc, 4548-4, 4548-4",
        "loinc, 98979-8, 98979-8",
        "loinc, 38250-5, 38250-5",
        "loinc, 84805,",
        "loinc, 4548 6,",
        "loinc, GLU,",
        "loinc, la33-6, LA33-6",
        "loinc, LP12345-6, LP12345-6",
        "snomed-ct, 44054006, 44054006",
        "snomed-ct, 195967001, 195967001",
        "snomed-ct, 44054007,",
        "snomed-ct, 731000124108, 731000124108",
        "snomed-ct, 12345,",
        "snomed-ct, 044054006,",
    })
    void checkDigitsTellAMistypedCode(String format, String sent, String wanted) {
        assertForm(format, sent, wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "ndc, 0002-1433-80, 00002143380",
        "ndc, 50242-040-62, 50242004062",
        "ndc, 60575-4112-1, 60575411201",
        "ndc, 00002-1433-80, 00002143380",
        "ndc, 00002143380, 00002143380",
        "ndc, 0002143380,",
        "ndc, 0002-143-80,",
        "ndc, 0002-1433-8,",
        "ndc, 123,",
        "rxnorm, 860975, 860975",
        "rxnorm, 00860975, 860975",
        "rxnorm, RX860975,",
        "rxnorm, 000,",
    })
    void medicinesAreComparableHoweverTheyAreHyphenated(String format, String sent, String wanted) {
        assertForm(format, sent, wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "cvx, 8, 08",
        "cvx, 08, 08",
        "cvx, 008, 08",
        "cvx, 140, 140",
        "cvx, 0, 00",
        "cvx, 1400,",
        "cvx, FLU,",
        "hcpcs, g0008, G0008",
        "hcpcs, G008,",
        "cpt, 0000a, 0000A",
        "cpt, 12O45,",
        "cdc-race, 2106-3, 2106-3",
        "cdc-race, white,",
        "any, ' x y ', x y",
    })
    void otherCodesFollowTheirOwnHabit(String format, String sent, String wanted) {
        assertForm(format, sent, wanted);
    }

    private static void assertForm(String format, String sent, String wanted) {
        assertThat(CodeFormat.of(format).orElseThrow().canonical(sent)).isEqualTo(wanted);
    }
}
