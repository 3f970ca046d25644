package org.charthouse.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.charthouse.SharedSpark;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.content.MeasurePackage;
import org.charthouse.measure.content.PackageReader;
import org.charthouse.spec.MeasuresSpec;
import org.junit.jupiter.api.Test;

/** Which measures are counted, and how they are to be read. */
class MeasureCatalogTest {

    private static final String MEASURE = "CharthouseTobaccoScreening";
    private static final int IS_PERIOD_OVER = 7;

    private static List<Boolean> isOver(LocalDate asOf) {
        Path folder = SharedSpark.install().resolve("conf/measures");
        MeasurePackage content = PackageReader.read(folder);
        List<MeasureDefinition> wanted = content.measures().stream()
                .filter(measure -> measure.name().equals(MEASURE))
                .toList();
        MeasuresSpec settings = new MeasuresSpec(folder, List.of(), 0, 11, new TreeMap<>(), List.of());
        Map<String, List<String>> periods = Map.of(MEASURE, List.of("2025-01-01/2025-12-31"));
        List<Row> rows = new MeasureCatalog(MeasureSet.of(content, wanted, 0), settings, periods, asOf).rows(wanted);
        return rows.stream()
                .map(row -> row.getBoolean(IS_PERIOD_OVER))
                .distinct()
                .toList();
    }

    @Test
    void aPeriodIsOverFromItsLastDayOn() {
        assertThat(isOver(LocalDate.of(2025, 12, 30))).containsExactly(false);
        assertThat(isOver(LocalDate.of(2025, 12, 31))).containsExactly(true);
    }
}
