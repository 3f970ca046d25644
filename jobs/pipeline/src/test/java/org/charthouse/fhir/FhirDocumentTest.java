package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.charthouse.fhir.FhirDocument.Resource;
import org.junit.jupiter.api.Test;

class FhirDocumentTest {

    private static List<Resource> resources(String json) throws JsonProcessingException {
        return FhirDocument.resources(json.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static List<String> texts(String json) throws JsonProcessingException {
        return resources(json).stream()
                .map(each -> each.offset() + " " + each.type() + " " + each.text())
                .toList();
    }

    @Test
    void aSingleResourceIsItselfWhereverItsTypeStands() throws JsonProcessingException {
        assertThat(texts("\uFEFF\n {\"id\":\"ä\", \"resourceType\" : \"Patient\"}\n"))
                .containsExactly("5 Patient {\"id\":\"ä\", \"resourceType\" : \"Patient\"}");
    }

    @Test
    void severalResourcesStandOneAfterAnotherOrInAnArray() throws JsonProcessingException {
        String one = "{\"resourceType\":\"Patient\",\"id\":\"1\"}";
        String other = "{\"resourceType\":\"Patient\",\"id\":\"2\"}";
        assertThat(texts(one + "\n" + other)).containsExactly("0 Patient " + one, "36 Patient " + other);
        assertThat(texts("[" + one + "," + other + "]")).containsExactly("1 Patient " + one, "37 Patient " + other);
    }

    @Test
    void eachEntryOfABundleIsAsItWasSentAndKnowsTheOthers() throws JsonProcessingException {
        String patient = "{ \"resourceType\":\"Patient\", \"id\":\"p\", \"multipleBirthInteger\": 1.0 }";
        String visit = "{\"resourceType\":\"Encounter\",\"id\":\"e\",\"subject\":{\"reference\":\"urn:uuid:1\"},"
                + "\"partOf\":{\"reference\":\"urn:uuid:9\"},\"serviceProvider\":{\"reference\":\"Organization/o\"}}";
        List<Resource> found = resources("{\"entry\":[{\"resource\":" + visit + "},{\"resource\":" + patient
                + ",\"fullUrl\":\"urn:uuid:1\"}],\"type\":\"collection\",\"resourceType\":\"Bundle\"}");

        assertThat(found).extracting(Resource::text).containsExactly(visit.replace("urn:uuid:1", "Patient/p"), patient);
    }

    @Test
    void aLocalReferenceMeansTheResourceOfItsOwnBundle() throws JsonProcessingException {
        String bundle = "{\"resourceType\":\"Bundle\",\"entry\":[{\"fullUrl\":\"urn:uuid:p\",\"resource\":"
                + "{\"resourceType\":\"Patient\",\"id\":\"%s\"}},{\"resource\":"
                + "{\"resourceType\":\"Goal\",\"id\":\"g\",\"subject\":{\"reference\":\"urn:uuid:p\"}}}]}";
        assertThat(resources("[" + bundle.formatted("1") + "," + bundle.formatted("2") + "]"))
                .extracting(Resource::text)
                .filteredOn(text -> text.contains("Goal"))
                .satisfiesExactly(
                        one -> assertThat(one).contains("\"Patient/1\""),
                        other -> assertThat(other).contains("\"Patient/2\""));
        String twice = bundle.formatted("1")
                .replace(
                        "[{\"fullUrl",
                        "[{\"fullUrl\":\"urn:uuid:p\",\"resource\":"
                                + "{\"resourceType\":\"Patient\",\"id\":\"other\"}},{\"fullUrl");
        assertThat(resources(twice)).extracting(Resource::text).anyMatch(text -> text.contains("urn:uuid:p"));
    }

    @Test
    void whatIsNoEntryStandsForItselfSoThatNothingIsLost() throws JsonProcessingException {
        assertThat(
                        texts(
                                "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":[{\"id\":\"x\"}]},\"y\",null,"
                                        + "{\"request\":{\"method\":\"PUT\",\"url\":\"Patient/z\"}},{\"request\":{\"method\":\"GET\"}}]}"))
                .containsExactly(
                        "34 null {\"resource\":[{\"id\":\"x\"}]}",
                        "60 null \"y\"",
                        "69 null {\"request\":{\"method\":\"PUT\",\"url\":\"Patient/z\"}}");
        assertThat(
                        texts(
                                "{\"entry\":{\"resource\":{\"resourceType\":\"Goal\",\"id\":\"g\"}},\"resourceType\":\"Bundle\"}"))
                .containsExactly("21 Goal {\"resourceType\":\"Goal\",\"id\":\"g\"}");
    }

    @Test
    void anEntryWithoutAnIdHasThatOfItsUrl() throws JsonProcessingException {
        String bundle = "{\"resourceType\":\"Bundle\",\"entry\":["
                + "{\"fullUrl\":\"urn:uuid:a-1\",\"resource\":{\"resourceType\":\"Patient\"},\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}},"
                + "{\"resource\":{\"resourceType\":\"Patient\"},\"request\":{\"method\":\"PUT\",\"url\":\"Patient/b-2\"}},"
                + "{\"resource\":{\"resourceType\":\"Patient\"}}]}";

        assertThat(resources(bundle))
                .extracting(Resource::text)
                .containsExactly(
                        "{\"id\":\"a-1\",\"resourceType\":\"Patient\"}",
                        "{\"id\":\"b-2\",\"resourceType\":\"Patient\"}",
                        "{\"resourceType\":\"Patient\"}");
    }

    @Test
    void anIdThatIsNoTextIsLeftAsItIsAndRefusedByItsFormLater() throws JsonProcessingException {
        String patient = "{\"resourceType\":\"Patient\",\"id\":%s}";
        for (String id : List.of("7", "null", "{\"value\":\"x\"}", "\"\"")) {
            String goal = "{\"resourceType\":\"Goal\",\"id\":\"g\",\"subject\":{\"reference\":\"urn:uuid:a-1\"}}";
            assertThat(resources("{\"resourceType\":\"Bundle\",\"entry\":[{\"fullUrl\":\"urn:uuid:a-1\",\"resource\":"
                            + patient.formatted(id) + "},{\"resource\":" + goal + "}]}"))
                    .extracting(Resource::text)
                    .containsExactly(patient.formatted(id), goal);
        }
    }

    @Test
    void aRequestThatDeletesIsADeletionAndAResponseIsNothing() throws JsonProcessingException {
        String entry = "{\"request\":{\"method\":\"DELETE\",\"url\":\"Patient/1\"}}";

        assertThat(resources(
                        "{\"resourceType\":\"Bundle\",\"entry\":[" + entry + ",{\"response\":{\"status\":\"200\"}}]}"))
                .singleElement()
                .satisfies(deletion -> {
                    assertThat(deletion.isDeletion()).isTrue();
                    assertThat(deletion.text())
                            .isEqualTo(
                                    "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entry + "]}");
                });
    }

    @Test
    void aBundleInABundleIsTakenApartAndAListIsNot() throws JsonProcessingException {
        String list = "{\"resourceType\":\"List\",\"id\":\"l\",\"entry\":[{\"item\":{\"reference\":\"Patient/1\"}}]}";
        assertThat(resources("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Bundle\","
                        + "\"entry\":[{\"resource\":" + list + "}]}}]}"))
                .extracting(Resource::text)
                .containsExactly(list);
    }

    @Test
    void whatIsNoResourceStandsForItselfAndWhatIsNoJsonIsTold() throws JsonProcessingException {
        assertThat(texts(" 17 ")).containsExactly("1 null 17");
        assertThat(texts("{\"a\":1}")).containsExactly("0 null {\"a\":1}");
        assertThat(texts("")).isEmpty();
        assertThatThrownBy(() -> resources("{\"resourceType\":\"Bundle\",\"entry\":["))
                .isInstanceOf(JsonProcessingException.class);
    }
}
