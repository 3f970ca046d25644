package org.charthouse.flatten;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.charthouse.SharedSpark;
import org.charthouse.fhir.FhirTypes;
import org.junit.jupiter.api.Test;

/** Texts of FHIR primitives, the typed value as text, and whether the text is unfit for the type. */
class FhirTypesTest {

    @Test
    void datesKeepTheLocalDayAndPartsOfDatesAreNoMistake() {
        assertThat(typed(
                        DataTypes.DateType,
                        "2026-01-31",
                        "2026-01-31T23:30:00-05:00",
                        "2026-01-31T00:10:00+14:00",
                        "2026",
                        "2026-02",
                        "2026-02-30",
                        "2026-13",
                        "31.01.2026",
                        "unknown",
                        "2026-01-31x"))
                .containsExactly(
                        "2026-01-31 -> 2026-01-31",
                        "2026-01-31T23:30:00-05:00 -> 2026-01-31",
                        "2026-01-31T00:10:00+14:00 -> 2026-01-31",
                        "2026 -> null",
                        "2026-02 -> null",
                        "2026-02-30 -> null unfit",
                        "2026-13 -> null unfit",
                        "31.01.2026 -> null unfit",
                        "unknown -> null unfit",
                        "2026-01-31x -> null unfit");
    }

    @Test
    void instantsHonourTheOffsetAndDatesAreNoInstants() {
        assertThat(typed(
                        DataTypes.TimestampType,
                        "2026-01-31T23:30:00-05:00",
                        "2026-01-31T23:30:00.5Z",
                        "2026-01-31",
                        "2026",
                        "2026-01-31T25:00:00Z",
                        "Tuesday",
                        "T12:30:00"))
                .containsExactly(
                        "2026-01-31T23:30:00-05:00 -> 2026-02-01 04:30:00",
                        "2026-01-31T23:30:00.5Z -> 2026-01-31 23:30:00.5",
                        "2026-01-31 -> null",
                        "2026 -> null",
                        "2026-01-31T25:00:00Z -> null unfit",
                        "Tuesday -> null unfit",
                        "T12:30:00 -> null unfit");
    }

    @Test
    void numbersThatDoNotFitAreUnfitAndNothingIsThrown() {
        assertThat(typed(DataTypes.createDecimalType(6, 2), "1.25", "-3", "99999", "1,5", ""))
                .containsExactly(
                        "1.25 -> 1.25", "-3 -> -3.00", "99999 -> null unfit", "1,5 -> null unfit", " -> null unfit");
    }

    private static List<String> typed(DataType type, String... texts) {
        List<String> told = new ArrayList<>();
        for (String text : texts) {
            Row row = SharedSpark.session()
                    .sql("SELECT '" + text + "' AS text")
                    .select(
                            FhirTypes.typed(functions.col("text"), DataTypes.StringType, type)
                                    .cast("string"),
                            FhirTypes.isUnfit(functions.col("text"), DataTypes.StringType, type))
                    .first();
            told.add(text + " -> " + row.getString(0) + (row.getBoolean(1) ? " unfit" : ""));
        }
        return told;
    }
}
