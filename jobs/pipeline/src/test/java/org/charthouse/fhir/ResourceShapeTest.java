package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.charthouse.SharedSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceShapeTest {

    private static final StructType WANTED = StructType.fromDDL(
            "id string, period struct<start: string, `end`: string>, name array<struct<family: string, given: array<string>,"
                    + " _given: string>>");

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'1' AS id; {\"id\":\"1\"}",
                "'1' AS id, named_struct('end', CAST(NULL AS STRING)) AS period; {\"id\":\"1\"}",
                "'1' AS id, named_struct('end', '2026') AS period; {\"id\":\"1\",\"period\":{\"end\":\"2026\"}}",
                "'1' AS id, array(CAST(NULL AS STRUCT<family: STRING>)) AS name; {\"id\":\"1\"}",
                "'1' AS id, array(named_struct('family', 'A', 'given', array(NULL, 'B'))) AS name; {\"id\":\"1\",\"name\":[{\"family\":\"A\",\"given\":[\"B\"]}]}",
                "'1' AS id, array(named_struct('given', array(CAST(NULL AS STRING)))) AS name; {\"id\":\"1\"}",
                "'1' AS id, array(named_struct('given', array(NULL, 'B'), '_given', '[{},null]')) AS name; {\"id\":\"1\",\"name\":[{\"given\":[null,\"B\"],\"_given\":\"[{},null]\"}]}",
                "'1' AS id, NULL AS period; {\"id\":\"1\"}",
            })
    void whatSaysNothingIsNullAtEveryDepth(String columns, String json) {
        Dataset<Row> made = SharedSpark.session()
                .sql("SELECT " + columns)
                .select(functions.struct(functions.col("*")).as("made"));
        Dataset<Row> fitted = made.select(ResourceShape.fit(
                        functions.col("made"),
                        (StructType) made.schema().apply("made").dataType(),
                        WANTED)
                .as("fitted"));
        assertThat(fitted.schema().apply("fitted").dataType().sql()).isEqualTo(WANTED.sql());
        assertThat(fitted.select(functions.to_json(functions.col("fitted")))
                        .first()
                        .getString(0))
                .isEqualTo(json);
    }

    @Test
    void misfitsAreNamedByTheirPath() {
        StructType made = StructType.fromDDL(
                "id int, perod struct<start: string>, name array<struct<famly: string>>, period string");
        assertThat(ResourceShape.misfits(made, WANTED))
                .containsExactly(
                        "id (is int, must be string)",
                        "perod (not kept)",
                        "name.famly (not kept)",
                        "period (is string, must be struct<start:string,end:string>)");
    }
}
