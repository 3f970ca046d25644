package org.charthouse.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.charthouse.measure.data.Element;
import org.junit.jupiter.api.Test;

/** A person of whom very much is known costs in proportion, and nobody else is the worse for it. */
class LargePersonTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int MANY = 50_000;

    private static final String PATIENT = """
            {"resourceType":"Patient","id":"p","gender":"female","birthDate":"1960-05-01"}""";
    private static final String DISEASE = """
            {"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"},"onsetDateTime":"2020-01-01",
             "clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},
             "code":{"coding":[{"system":"http://snomed.info/sct","code":"59621000"},
                               {"system":"http://snomed.info/sct","code":"44054006"}]}}""";
    private static final String VISIT = """
            {"resourceType":"Encounter","id":"v%d","status":"finished","subject":{"reference":"Patient/p"},
             "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
             "period":{"start":"%s","end":"%s"}}""";
    private static final String PRESSURE = """
            {"resourceType":"Observation","id":"o%d","status":"final","subject":{"reference":"Patient/p"},
             "code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"effectiveDateTime":"%s",
             "component":[{"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},
                           "valueQuantity":{"value":%d.5,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}},
                          {"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},
                           "valueQuantity":{"value":71,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}}]}""";
    private static final String RESULT = """
            {"resourceType":"Observation","id":"r%d","status":"final","subject":{"reference":"Patient/p"},
             "code":{"coding":[{"system":"http://loinc.org","code":"4548-4"}]},"effectiveDateTime":"%s",
             "valueQuantity":{"value":7.%d,"unit":"%%","system":"http://unitsofmeasure.org","code":"%%"}}""";

    private static Element read(String resource) throws JsonProcessingException {
        return HousePersons.read(JSON.readTree(resource));
    }

    /** So many observations, each at another minute of the year, and a tenth as many visits. */
    private static List<Element> person(int observations) throws JsonProcessingException {
        List<Element> resources = new ArrayList<>(List.of(read(PATIENT), read(DISEASE)));
        LocalDateTime first = LocalDateTime.of(2025, 1, 2, 0, 0);
        for (int at = 0; at < observations; at++) {
            String time = first.plusMinutes(10L * at) + ":00Z";
            resources.add(
                    read(at % 2 == 0 ? PRESSURE.formatted(at, time, 110 + at % 40) : RESULT.formatted(at, time, at)));
            if (at % 10 == 0) {
                resources.add(read(VISIT.formatted(at, time, time)));
            }
        }
        return resources;
    }

    private static double seconds(HousePersons house, List<Element> resources) {
        long start = THREADS.getCurrentThreadCpuTime();
        assertThat(house.rows(resources)).isNotEmpty();
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
    }

    @Test
    void fiftyThousandObservationsTakeTimeInProportionAndLeaveOthersAsTheyAre() throws JsonProcessingException {
        HousePersons house = new HousePersons();
        List<Row> other = house.rows(person(40));
        List<Element> less = person(MANY / 10);
        for (int round = 0; round < 5; round++) {
            seconds(house, person(MANY / 10)); // until the virtual machine knows its way
        }
        double ofLess = seconds(house, less);
        List<Element> all = person(MANY);
        double ofAll = seconds(house, all);
        assertThat(ofAll)
                .describedAs("seconds for 50,000 observations, where a tenth took %.3f", ofLess)
                .isLessThan(40 * ofLess + 0.5);
        assertThat(house.rows(all)).anyMatch(row -> row.getString(0).equals(PersonOutput.RESULT));
        assertThat(house.rows(all)).noneMatch(row -> row.getString(0).equals(PersonOutput.FAILURE));
        assertThat(house.rows(person(40))).isEqualTo(other);
    }
}
