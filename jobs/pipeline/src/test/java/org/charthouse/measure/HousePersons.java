package org.charthouse.measure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.charthouse.SharedSpark;
import org.charthouse.measure.content.MeasurePackage;
import org.charthouse.measure.content.PackageReader;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.data.JsonElements;
import org.charthouse.measure.elm.Subject;
import org.charthouse.measure.population.CompiledMeasure;
import org.charthouse.measure.population.MeasurementPeriod;

/** Evaluates all measures of the house over 2025, person by person, as the job does. */
final class HousePersons {

    private static final String PERIOD = "2025-01-01/2025-12-31";

    private final MeasureSet set;
    private final Subject population;

    HousePersons() {
        MeasurePackage content = PackageReader.read(SharedSpark.install().resolve("conf/measures"));
        set = MeasureSet.of(content, content.measures(), 0);
        population = set.program()
                .population(MeasurementPeriod.parse(PERIOD).orElseThrow().run(0), Map.of());
    }

    static Element read(JsonNode resource) {
        return JsonElements.resource(resource, 0).orElseThrow();
    }

    /** The rows of a person. */
    List<Row> rows(List<Element> resources) {
        Map<String, List<Element>> byType = new LinkedHashMap<>();
        for (Element resource : resources) {
            byType.computeIfAbsent(resource.type(), unknown -> new ArrayList<>())
                    .add(resource);
        }
        Subject subject = set.program().subject(population, byType);
        List<Row> rows = new ArrayList<>();
        for (CompiledMeasure measure : set.measures()) {
            new PersonOutput("x", "clinic", set, measure, PERIOD).add(subject, rows);
        }
        return rows;
    }
}
