package org.charthouse.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.charthouse.SharedSpark;
import org.charthouse.measure.content.MeasureArchive;
import org.charthouse.measure.content.MeasureDefinition;
import org.junit.jupiter.api.Test;

/** Which way of a rate is better where the metadata of a measure err. */
class DirectionTest {

    private static final String NAME = "CharthouseBodyMassIndexScreening";

    @Test
    void whatTheHouseSaysIsTheDirectionEverywhereInCompositesToo() {
        assertThat(improvement(Map.of())).containsOnly("increase");
        assertThat(improvement(Map.of(NAME, "decrease"))).containsOnly("decrease");
    }

    private static List<String> improvement(Map<String, String> directions) {
        return MeasureArchive.of(SharedSpark.install().resolve("conf/measures"), List.of(), directions)
                .content()
                .measures()
                .stream()
                .filter(measure -> measure.name().equals(NAME))
                .flatMap(measure -> measure.groups().stream())
                .map(MeasureDefinition.Group::improvement)
                .toList();
    }
}
