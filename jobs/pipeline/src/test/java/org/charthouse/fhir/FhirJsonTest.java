package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class FhirJsonTest {
    private static final ElementTree OBSERVATION = ElementTree.of(
            "Observation",
            FhirSchema.of(
                    "Observation", List.of("status", "valueQuantity", "valueInteger", "category.text", "performer")));

    private static Row row(String json) {
        return LocalSpark.rows(OBSERVATION, json).head();
    }

    private static Inspection inspect(String json) {
        return FhirJson.inspect(json, OBSERVATION);
    }

    @Test
    void numbersKeepTheCharactersThatWereSent() {
        for (String number : List.of("1.50", "1E3", "0.10", "123456789012345678901234567890.1234567890", "-0.0")) {
            Row row = row("{\"id\":\"o\",\"valueQuantity\":{\"value\":%s}}".formatted(number));

            assertThat(row.<Row>getAs("valueQuantity").<String>getAs("value")).isEqualTo(number);
        }
    }

    /** The reason for a reader of our own; when this fails, Spark's may do. */
    @Test
    void sparksOwnReaderLosesTheCharacters() {
        StructType schema = new StructType().add("value", DataTypes.StringType);
        Row row = LocalSpark.session()
                .createDataset(List.of("{\"value\":1.50}"), Encoders.STRING())
                .select(functions.from_json(functions.col("value"), schema))
                .head();

        assertThat(row.getStruct(0).getString(0)).isEqualTo("1.5");
    }

    @Test
    void aWrongShapeBecomesNullOrAnArrayOfOne() {
        Row row = row("""
                {"id":7,"status":{"a":1},"valueInteger":99999999999,"valueQuantity":[1],
                 "category":{"text":"single"},"performer":["x",{"reference":"Organization/1","key":"forged"},null]}""");

        assertThat(row.<String>getAs("id")).isEqualTo("7");
        assertThat(row.<Object>getAs("status")).isNull();
        assertThat(row.<Object>getAs("valueInteger")).isNull();
        assertThat(row.<Object>getAs("valueQuantity")).isNull();
        assertThat(row.getList(row.fieldIndex("category")).toString()).isEqualTo("[[single]]");
        List<Row> performers = row.getList(row.fieldIndex("performer"));
        assertThat(performers).hasSize(1);
        assertThat(performers.get(0).<String>getAs("key")).isEqualTo("Organization/1");
    }

    @Test
    void whatIsNoObjectIsANullRow() {
        for (String text : List.of("", "[]", "7", "{\"id\":", "{\"id\":\"o\"")) {
            assertThat(row(text).<Object>getAs("id")).isNull();
        }
    }

    @Test
    void aResourceThatMayEnterIsDescribed() {
        Inspection seen = inspect("""
                {"meta":{"lastUpdated":"2020-01-01T00:00:00+01:00","source":"s"},"id":"o","resourceType":"Observation",
                 "category":[{"coding":[{"code":"c"}],"text":"t"},{"coding":[{"code":"d"}]}],"valueQuantity":3,
                 "text":{"div":"x","modifierExtension":[{}]}}""");

        assertThat(seen)
                .isEqualTo(new Inspection(
                        "Observation",
                        "o",
                        "2020-01-01T00:00:00+01:00",
                        null,
                        null,
                        List.of(
                                "Observation.category.coding",
                                "Observation.meta.source",
                                "Observation.text",
                                "Observation.valueQuantity"),
                        List.of()));
    }

    @Test
    void whatMayNotEnterHasAProblem() {
        Map<String, String> expected = Map.of(
                "", Inspection.NOT_JSON,
                "{\"resourceType\":\"Observation\",\"id\":\"secret", Inspection.NOT_JSON,
                "{\"resourceType\":\"Observation\",\"id\":\"secret\"} x", Inspection.NOT_JSON,
                "[1]", Inspection.NOT_AN_OBJECT,
                "[1", Inspection.NOT_JSON,
                "{\"id\":\"secret\"}", Inspection.NO_RESOURCE_TYPE,
                "{}", Inspection.NO_RESOURCE_TYPE,
                "{\"resourceType\":\"Observation\",\"id\":7}", Inspection.NO_ID,
                "{\"id\":\"1\",\"resourceType\":\"Observation\",\"id\":\"secret\"}", Inspection.TWO_IDS,
                "{\"resourceType\":\"Observation\",\"id\":\"secret\",\"category\":[{\"modifierExtension\":[{}]}]}",
                        Inspection.UNKNOWN_MODIFIER_EXTENSION);

        expected.forEach((json, problem) -> {
            Inspection seen = inspect(json);
            assertThat(seen.problem()).as(json).isEqualTo(problem);
            assertThat(seen.reason()).isNotBlank().doesNotContain("secret");
        });
    }

    @Test
    void whatIsNestedTooDeepIsToldAsThatAndNotAsNoJson() {
        String deep = "{\"resourceType\":\"Observation\",\"id\":\"secret\",\"extension\":"
                + "[{\"extension\":".repeat(600) + "[]" + "}]".repeat(600) + "}";
        Inspection seen = inspect(deep);
        assertThat(seen.problem()).isEqualTo(Inspection.TOO_DEEP);
        assertThat(seen.reason())
                .isEqualTo("elements stand more than 1000 deep in one another, which no resource needs;"
                        + " ask the source to send it without them");
    }

    @Test
    void aTypeWithoutElementsIsNotKeptAtAll() {
        Inspection seen = inspect("{\"resourceType\":\"Basic\",\"id\":\"b\",\"code\":{\"text\":\"x\"}}");

        assertThat(seen.problem()).isNull();
        assertThat(seen.notKept()).containsExactly("Basic");
    }
}
