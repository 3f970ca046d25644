package org.charthouse.conform.correction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was sent, and what is kept of it. */
class CorrectionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"from":["Cel"],"to":"[degF]"}                                      | {"value":98.60,"unit":"C","system":"http://unitsofmeasure.org","code":"Cel"} | {"value":98.60,"unit":"[degF]","system":"http://unitsofmeasure.org","code":"[degF]"}
            {"from":["Cel"],"to":"[degF]","unit":"°F"}                          | {"value":98.6,"unit":"C","code":"Cel"}  | {"value":98.6,"unit":"°F","system":"http://unitsofmeasure.org","code":"[degF]"}
            {"from":["[degF]"],"to":"Cel","factor":"5/9","offset":"-160/9","decimals":"1"} | {"value":98.60,"code":"[degF]"} | {"value":37.0,"unit":"Cel","system":"http://unitsofmeasure.org","code":"Cel"}
            {"from":["m"],"to":"cm","factor":"100"}                             | {"value":1.70,"unit":"m"}               | {"value":170.00,"unit":"cm","system":"http://unitsofmeasure.org","code":"cm"}
            {"from":["g"],"to":"kg","factor":"1/1000"}                          | {"value":3215,"unit":"g"}               | {"value":3.215,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}
            {"from":["cm"],"to":"cm","factor":"0.1"}                            | {"value":0.3,"code":"cm"}               | {"value":0.03,"unit":"cm","system":"http://unitsofmeasure.org","code":"cm"}
            {"from":["","mm Hg"],"to":"mm[Hg]"}                                 | {"value":120}                           | {"value":120,"unit":"mm[Hg]","system":"http://unitsofmeasure.org","code":"mm[Hg]"}
            {"from":["m"],"to":"cm","factor":"100"}                             | {"value":1E1,"comparator":"<","unit":"m"} | {"value":1000,"comparator":"<","unit":"cm","system":"http://unitsofmeasure.org","code":"cm"}
            {"from":["m"],"to":"cm","factor":"100"}                             | {"value":1E999999999,"unit":"m"}        | {"value":1E999999999,"unit":"m"}
            {"from":["m"],"to":"cm","factor":"100"}                             | {"value":"tall","unit":"m"}             | {"value":"tall","unit":"m"}
            {"from":["m"],"to":"cm"}                                            | {"value":170,"unit":"m","code":"cm"}    | {"value":170,"unit":"m","code":"cm"}
            """)
    void aUnitIsReplacedAndTheNumberWorkedOutInExactDecimals(String with, String sent, String kept) {
        String correction = new Corrected("Observation")
                .by("unit", "unit", "valueQuantity", with)
                .of("{\"id\":\"1\",\"valueQuantity\":" + sent + "}");
        assertThat(correction)
                .isEqualTo("{\"id\":\"1\",\"valueQuantity\":" + kept + "} " + (sent.equals(kept) ? "[]" : "[unit]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"from":{"system":"a","code":"1"},"to":{"code":"2"}}                         | {"coding":[{"system":"a","version":"v","code":"1","display":"one"}],"text":"said"} | {"coding":[{"system":"a","version":"v","code":"2"}],"text":"said"}
            {"from":{"system":"a","code":"1"},"to":{"system":"b","code":"2","display":"two"}} | {"coding":[{"system":"a","version":"v","code":"1"},{"system":"c","code":"1"}]} | {"coding":[{"system":"b","code":"2","display":"two"},{"system":"c","code":"1"}]}
            {"from":{"system":"","code":"1"},"to":{"system":"b","code":"1"}}             | {"coding":[{"code":"1"},{"system":"a","code":"1"}]} | {"coding":[{"system":"b","code":"1"},{"system":"a","code":"1"}]}
            {"from":{"system":"a","code":"1"},"to":{"code":"2"}}                         | {"coding":[{"system":"a","code":"10"}]}     | {"coding":[{"system":"a","code":"10"}]}
            {"from":{"system":"a","code":"1"},"to":{"code":"2"}}                         | {"text":"1"}                                | {"text":"1"}
            """)
    void aCodeIsReplacedWhereverItStandsInAConcept(String with, String sent, String kept) {
        String correction = new Corrected("Observation")
                .by("code", "code", "code", with)
                .of("{\"id\":\"1\",\"code\":" + sent + "}");
        assertThat(correction)
                .isEqualTo("{\"id\":\"1\",\"code\":" + kept + "} " + (sent.equals(kept) ? "[]" : "[code]"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            days: 1,                2024-02-28T23:30:00.120-05:00, 2024-02-29T23:30:00.120-05:00
            days: 1,                2024-02-29,                    2024-03-01
            days: 1,                2024-02,                       2024-02
            days: 1,                2024,                          2024
            days: -366,             2024-12-31,                    2023-12-31
            hours: -5,              2024-01-01T03:15:00Z,          2023-12-31T22:15:00Z
            hours: -5,              2024-01-01,                    2024-01-01
            hours: 1,               2024-01-01T23:59:60Z,          2024-01-02T00:59:60Z
            years: 100,             1924-02-29,                    2024-02-29
            years: 1,               2024-02-29,                    2025-02-28
            years: 1,               2024-02,                       2025-02
            years: -1,              2024,                          2023
            'years: 1, days: 3',    2024,                          2025
            'years: 1, days: 3',    2024-01-01,                    2025-01-04
            years: 1,               2024-02-30,                    2024-02-30
            years: 1,               9999-01-01,                    9999-01-01
            days: 1,                soon,                          soon
            """)
    void aDateIsMovedByThePartsThatItHasAndKeepsItsForm(String by, String sent, String kept) {
        String with = "{\"" + by.replace(": ", "\":\"").replace(", ", "\",\"") + "\"}";
        String correction = new Corrected("Observation")
                .by("date", "date", "effectiveDateTime", with)
                .of("{\"id\":\"1\",\"effectiveDateTime\":\"" + sent + "\"}");
        assertThat(correction)
                .isEqualTo("{\"id\":\"1\",\"effectiveDateTime\":\"" + kept + "\"} "
                        + (sent.equals(kept) ? "[]" : "[date]"));
    }

    @Test
    void bothEndsOfAPeriodAreMovedAndAlsoOneAlone() {
        Corrected both = new Corrected("Encounter").by("a", "date", "period", "{\"years\":\"1\"}");
        Corrected end = new Corrected("Encounter").by("a", "date", "period.end", "{\"years\":\"1\"}");
        String sent = "{\"id\":\"1\",\"period\":{\"start\":\"2024\",\"end\":\"2025-01\"}}";
        assertThat(both.of(sent)).isEqualTo("{\"id\":\"1\",\"period\":{\"start\":\"2025\",\"end\":\"2026-01\"}} [a]");
        assertThat(end.of(sent)).isEqualTo("{\"id\":\"1\",\"period\":{\"start\":\"2024\",\"end\":\"2026-01\"}} [a]");
    }

    @Test
    void aPathLeadsThroughArraysToEachOfTheirValues() {
        Corrected unit = new Corrected("Observation")
                .by("a", "unit", "component.valueQuantity", "{\"from\":[\"kPa\"],\"to\":\"mm[Hg]\"}");
        assertThat(unit.of("""
                {"id":"1","component":[{"valueQuantity":{"value":120,"code":"kPa"}},{"valueString":"none"},\
                {"valueQuantity":{"value":80,"code":"mm[Hg]"}},{"valueQuantity":{"value":90,"unit":"kPa"}}]}""")).isEqualTo("""
                {"id":"1","component":[\
                {"valueQuantity":{"value":120,"unit":"mm[Hg]","system":"http://unitsofmeasure.org","code":"mm[Hg]"}},\
                {"valueString":"none"},{"valueQuantity":{"value":80,"code":"mm[Hg]"}},\
                {"valueQuantity":{"value":90,"unit":"mm[Hg]","system":"http://unitsofmeasure.org","code":"mm[Hg]"}}]} [a]""");
        Corrected code = new Corrected("Observation")
                .by(
                        "b",
                        "code",
                        "category",
                        "{\"from\":{\"system\":\"s\",\"code\":\"lab\"},\"to\":{\"code\":\"laboratory\"}}");
        assertThat(
                        code.of(
                                "{\"id\":\"1\",\"category\":[{\"text\":\"t\"},{\"coding\":[{\"system\":\"s\",\"code\":\"lab\"}]}]}"))
                .isEqualTo("{\"id\":\"1\",\"category\":[{\"text\":\"t\"},"
                        + "{\"coding\":[{\"system\":\"s\",\"code\":\"laboratory\"}]}]} [b]");
    }

    @Test
    void correctionsOfOneRowFollowOneAnotherInTheOrderOfTheirNamesAndAreAllNamed() {
        String number = "{\"from\":[\"m\"],\"to\":\"cm\",\"factor\":\"100\"}";
        Corrected both = new Corrected("Observation")
                .by("1_unit", "unit", "valueQuantity", number)
                .where("valueQuantity.code = 'cm' AND valueQuantity.value = '170.0'")
                .by("2_day", "date", "effectiveDateTime", "{\"days\":\"1\"}")
                .by("3_nothing", "unit", "valueQuantity", number);
        assertThat(
                        both.of(
                                "{\"id\":\"1\",\"effectiveDateTime\":\"2024-01-01\",\"valueQuantity\":{\"value\":1.7,\"code\":\"m\"}}"))
                .contains("2024-01-02", "170.0", "[1_unit, 2_day]");
    }

    @Test
    void onlyResourcesOfTheSourceThatMeetTheConditionAreCorrected() {
        Corrected some = new Corrected("Observation")
                .sources("a", "b")
                .where("array_contains(code.coding.code, '8310-5') AND CAST(valueQuantity.value AS DOUBLE) > 47")
                .by("c", "unit", "valueQuantity", "{\"from\":[\"Cel\"],\"to\":\"[degF]\"}");
        String warm = "{\"id\":\"1\",\"code\":{\"coding\":[{\"code\":\"8310-5\"}]},"
                + "\"valueQuantity\":{\"value\":98.6,\"code\":\"Cel\"}}";
        assertThat(some.of("a", warm)).endsWith("[c]");
        assertThat(some.of("z", warm)).as("another source").endsWith("[]");
        assertThat(some.of("a", warm.replace("98.6", "37"))).endsWith("[]");
        assertThat(some.of("a", warm.replace("8310-5", "8302-2"))).endsWith("[]");
        assertThat(some.of("a", warm.replace("98.6", "\"warm\"")))
                .as("a condition that cannot be computed does not hold")
                .endsWith("[]");
        assertThat(some.of("a", "{\"id\":\"1\"}")).isEqualTo("{\"id\":\"1\"} []");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2024-03-01T00:00:00+14:00, true
            2024-06-30T23:59:59Z,      true
            2024-02-29,                false
            2024-07-01,                false
            2024-04,                   true
            2024-06,                   false
            2024,                      false
            soon,                      false
            """)
    void onlyResourcesOfTheTimeAreCorrectedAndOnesThatMayBeOfAnotherAreNot(String date, boolean isCorrected) {
        Corrected some = new Corrected("Observation")
                .between("2024-03-01", "2024-06-30", "effectiveDateTime", "effectivePeriod.start")
                .by("c", "unit", "valueQuantity", "{\"from\":[\"Cel\"],\"to\":\"[degF]\"}");
        String value = ",\"valueQuantity\":{\"value\":98.6,\"code\":\"Cel\"}}";
        String end = isCorrected ? "[c]" : "[]";
        assertThat(some.of("{\"id\":\"1\",\"effectiveDateTime\":\"" + date + "\"" + value))
                .endsWith(end);
        assertThat(some.of("{\"id\":\"1\",\"effectivePeriod\":{\"start\":\"" + date + "\"}" + value))
                .endsWith(end);
        assertThat(some.of("{\"id\":\"1\"" + value)).as("no date").endsWith("[]");
    }
}
