package org.charthouse.terminology.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.charthouse.terminology.Shipped;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A LOINC code, a number and a unit as sent; then value, canonical unit and method. */
class ResultsTest {

    @ParameterizedTest
    @CsvSource({
        "8310-5, 98.6, [degF], 37.000000 Cel converted",
        "8310-5, 100.4, degF, 38.000000 Cel converted",
        "8310-5, 99.1, °F, 37.277778 Cel converted",
        "8310-5, 99.1, F, 37.277778 Cel converted",
        "8310-5, -40, [degF], -40.000000 Cel converted",
        "8310-5, 37.2, Cel, 37.200000 Cel as-sent",
        "8310-5, 37.2, C, 37.200000 Cel normalised",
        "8310-5, 310.35, K, 37.200000 Cel converted",
        "'', 212, degF, 100.000000 Cel converted",
        "'', 1, F, 1.000000 F as-sent",
        "'', 5, K, 5.000000 K as-sent",
    })
    void temperaturesHaveATableOfTheirOwn(String code, String number, String unit, String wanted) {
        assertThat(told(code, number, unit)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "29463-7, 154.3, [lb_av], 69.989303 kg converted",
        "29463-7, 154.3, LBS, 69.989303 kg converted",
        "29463-7, 70000, g, 70.000000 kg converted",
        "29463-7, 70, kg, 70.000000 kg as-sent",
        "8302-2, 70, in, 177.800000 cm converted",
        "8302-2, 1.778, m, 177.800000 cm converted",
        "8480-6, 120, mmHg, 120.000000 mm[Hg] normalised",
        "8480-6, 16, kPa, 120.010201 mm[Hg] converted",
        "8867-4, 72, bpm, 72.000000 /min normalised",
        "8867-4, 72, {beats}/min, 72.000000 /min normalised",
        "8867-4, 1.2, /s, 72.000000 /min converted",
        "6690-2, 7.2, K/uL, 7.200000 10*3/uL normalised",
        "6690-2, 7.2, 10*9/L, 7.200000 10*3/uL normalised",
        "6690-2, 7.2, G/L, 7.200000 10*3/uL normalised",
        "6690-2, 7200, /mm3, 7.200000 10*3/uL converted",
        "718-7, 142, g/L, 14.200000 g/dL converted",
        "718-7, 14.2, gm/dl, 14.200000 g/dL normalised",
        "3016-3, 2.1, uIU/mL, 2.100000 m[iU]/L normalised",
        "1742-6, 30, IU/L, 30.000000 U/L normalised",
        "33914-3, 60, mL/min/1.73 m2, 60.000000 mL/min/{1.73_m2} normalised",
        "2708-6, 0.97, 1, 97.000000 % converted",
        "unlisted, 5, ug/mL, 5.000000 ug/mL as-sent",
        "unlisted, 5, mcg/mL, 5.000000 ug/mL normalised",
        "unlisted, 5, mm, 5.000000 mm as-sent",
    })
    void unitsThatMeasureTheSameConvertExactly(String code, String number, String unit, String wanted) {
        assertThat(told(code, number, unit)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "2345-7, 5.5, mmol/L, 99.085800 mg/dL converted",
        "2345-7, 99, mg/dL, 99.000000 mg/dL as-sent",
        "2160-0, 88.4, umol/L, 0.999981 mg/dL converted",
        "2093-3, 5.2, mmol/L, 201.058000 mg/dL converted",
        "2823-3, 4.1, mEq/L, 4.100000 mmol/L normalised",
        "17861-6, 5, mEq/L, 10.019500 mg/dL converted",
        "17861-6, 2.5, mmol/L, 10.019500 mg/dL converted",
        "4548-4, 53, mmol/mol, 7.000440 % converted",
        "4548-4, 7.0, %, 7.000000 % as-sent",
        "59261-8, 7, %, 52.995190 mmol/mol converted",
    })
    void amountsAndMassesConvertWhereTheSubstanceIsKnown(String code, String number, String unit, String wanted) {
        assertThat(told(code, number, unit)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "718-7, 8.8, mmol/L, incommensurable",
        "29463-7, 5, cm, incommensurable",
        "2345-7, 5, 10*3/uL, incommensurable",
        "6690-2, 5, mmol/L, incommensurable",
        "3016-3, 5, /L, incommensurable",
        "8310-5, 5, mg, incommensurable",
        "2345-7, 5, milligrams per decilitre, invalid-unit",
        "2345-7, 5, mg//dL, invalid-unit",
        "2345-7, 5, mg/dL/, invalid-unit",
        "2345-7, 5, m99999999, invalid-unit",
        "2345-7, 5, '', no-unit",
        "2345-7, five, mg/dL, invalid-number",
        "2345-7, 1e20, mg/dL, out-of-range",
        "2345-7, 1e999999999, mg/dL, out-of-range",
        "2345-7, 0.00000001, mg/dL, out-of-range",
    })
    void whatCannotBeConvertedHasNoValueAndSaysWhy(String code, String number, String unit, String method) {
        assertThat(told(code, number, unit)).isEqualTo("null null " + method);
    }

    @ParameterizedTest
    @CsvSource({
        "72514-3, 4, {score}, 4.000000 {score} as-sent",
        "72514-3, 4, '', 4.000000 {score} as-sent",
        "6301-6, 2.5, '', 2.500000 {INR} as-sent",
        "6301-6, 2.5, ratio, 2.500000 {INR} normalised",
        "unlisted, 15, {score}, 15.000000 {score} as-sent",
    })
    void annotationsCountAsUnitsAndMayBeLeftOut(String code, String number, String unit, String wanted) {
        assertThat(told(code, number, unit)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5E-3, 0.001500",
        "1e3, 1000.000000",
        "0.0000005, 0.000001",
        "999999999999.9999994, 999999999999.999999",
        "0.12345649999999999999999999999, 0.123456",
        "-0.0000005, -0.000001",
        "0e-50, 0.000000",
    })
    void numbersAreRoundedOnceToSixDecimals(String number, String wanted) {
        assertThat(told("2345-7", number, "mg/dL")).isEqualTo(wanted + " mg/dL as-sent");
    }

    @ParameterizedTest
    @CsvSource({
        "2160-0, <4.0 mg/dL, < 4.000000 mg/dL as-sent",
        "2160-0, '>= 88.4 umol/L', >= 0.999981 mg/dL converted",
        "2160-0, ≤4.0 mg/dL, <= 4.000000 mg/dL as-sent",
        "2160-0, <4.0, null null null no-unit",
        "6301-6, >8, > 8.000000 {INR} as-sent",
        "2708-6, 97%, null 97.000000 % as-sent",
    })
    void aNumberInWordsIsReadWithItsLimit(String code, String text, String wanted) {
        CanonicalResult made =
                Shipped.terminology().results().canonical(code, new SentResult(null, null, null, null, text));
        assertThat(limited(made)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({"negative", "120/80", "1+", "1:160", "2 tablets daily", "4-6", "5 apples", "'1,200'", "<", "''"})
    void wordsAreNoNumbers(String text) {
        assertThat(Shipped.terminology().results().canonical("2160-0", new SentResult(null, null, null, null, text)))
                .isNull();
    }

    @Test
    void theCodeOfAUnitGoesBeforeItsWordsAndTheLimitStays() {
        SentResult sent = new SentResult("10", "<", "milligrams", "mg/dL", "words");
        CanonicalResult made = Shipped.terminology().results().canonical("2160-0", sent);
        assertThat(limited(made)).isEqualTo("< 10.000000 mg/dL as-sent");
        SentResult wrongCode = new SentResult("10", null, "mg/dL", "milligrams", null);
        assertThat(shown(Shipped.terminology().results().canonical("2160-0", wrongCode)))
                .isEqualTo("10.000000 mg/dL as-sent");
    }

    @Test
    void aResultWithoutAnyValueHasNone() {
        assertThat(Shipped.terminology().results().canonical("2160-0", new SentResult(null, "<", "mg/dL", null, null)))
                .isNull();
    }

    private static String told(String code, String number, String unit) {
        SentResult sent = new SentResult(number, null, unit, null, null);
        return shown(Shipped.terminology().results().canonical(code.isEmpty() ? null : code, sent));
    }

    private static String limited(@Nullable CanonicalResult made) {
        return Objects.requireNonNull(made).comparator() + " " + shown(made);
    }

    private static String shown(@Nullable CanonicalResult made) {
        return made == null ? "nothing" : made.value() + " " + made.unit() + " " + made.method();
    }
}
