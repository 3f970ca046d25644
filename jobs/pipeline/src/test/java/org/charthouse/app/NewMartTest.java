package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charthouse.SharedSpark;
import org.charthouse.mart.MartCases;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mart is four files, as CONTRIBUTING says; no Java. */
class NewMartTest {

    private static final TableName MART = new TableName("mart", "encounter_volume");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void fourFilesMakeAMart() throws IOException {
        Path config = folder.resolve("config");
        Houses.copy(Houses.INSTALL.resolve("conf"), config.resolve("conf"));
        Houses.copy(Houses.INSTALL.resolve("schemas"), config.resolve("schemas"));
        Files.writeString(config.resolve("schemas/tables/mart/encounter_volume.yaml"), CONTRACT);
        Files.writeString(config.resolve("conf/marts/encounter_volume.yaml"), DEFINITION);
        Files.writeString(config.resolve("conf/marts/encounter_volume.sql"), QUERY);
        Files.writeString(config.resolve("conf/marts/encounter_volume.cases.yaml"), CASES);
        House house = House.open(config, folder.resolve("home"));
        List<MartCases.Outcome> outcomes = new MartCases(SharedSpark.session(), house.specs())
                .run(java.util.Objects.requireNonNull(house.specs().marts().get(MART)));
        assertThat(outcomes)
                .hasSize(1)
                .allSatisfy(outcome ->
                        assertThat(outcome.passed()).as(outcome.toString()).isTrue());
        assertThat(new JobCatalog(house.specs(), house.views()).graph().jobs())
                .anySatisfy(job -> assertThat(job.outputs()).containsExactly(MART));
    }

    private static final String CONTRACT = """
            apiVersion: v3.1.0
            kind: DataContract
            id: mart.encounter_volume
            name: encounter_volume
            version: 1.0.0
            status: active
            description:
              purpose: How many encounters each facility has.
            schema:
              - name: encounter_volume
                logicalType: object
                physicalType: table
                description: Encounters per facility.
                dataGranularityDescription: One row per facility.
                properties:
                  - name: facility
                    logicalType: string
                    physicalType: string
                    description: Source system.
                    classification: technical
                    primaryKey: true
                  - name: count_encounter
                    logicalType: integer
                    physicalType: bigint
                    description: Encounters.
                    classification: technical
                    required: true
            """;

    private static final String DEFINITION = """
            mart: mart.encounter_volume
            inputs: [core.encounter]
            """;

    private static final String QUERY = """
            SELECT source_system AS facility, count(*) AS count_encounter
            FROM core.encounter
            GROUP BY source_system
            """;

    private static final String CASES = """
            cases:
              - name: Encounters are counted where they took place
                given:
                  core.encounter:
                    - {source_system: a, encounter_id: 1}
                    - {source_system: a, encounter_id: 2}
                    - {source_system: b, encounter_id: 1}
                expect:
                  - {facility: a, count_encounter: 2}
                  - {facility: b, count_encounter: 1}
            """;
}
