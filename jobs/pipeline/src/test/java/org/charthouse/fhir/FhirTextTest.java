package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class FhirTextTest {
    private static final ElementLists LISTS = ElementLists.of(Map.of(
            "Patient",
            List.of("contained", "name", "name._given", "birthDate", "_birthDate", "managingOrganization", "extension"),
            "Organization",
            List.of("name", "partOf"),
            "Observation",
            List.of(
                    "modifierExtension(http://x/not-done)",
                    "status",
                    "_status",
                    "value[x]",
                    "_value[x]",
                    "component.valueQuantity.value",
                    "performer")));

    private static String written(String json) {
        ElementTree tree = tree(json.contains("\"Observation\"") ? "Observation" : "Patient");
        return FhirText.of(row(json, tree), tree).toString();
    }

    private static ElementTree tree(String type) {
        return Objects.requireNonNull(LISTS.tree(type));
    }

    private static InternalRow row(String json, ElementTree tree) {
        return Objects.requireNonNull(RowReader.read(UTF8String.fromString(json), tree));
    }

    private static List<String> notKept(String json) {
        return FhirJson.inspect(json.getBytes(StandardCharsets.UTF_8), LISTS).notKept();
    }

    @Test
    void numbersAndFlagsStandAsTheyWereSentAndInTheOrderOfTheModel() {
        assertThat(written("""
                {"component":[{"valueQuantity":{"value":1.50}},{"valueQuantity":{"value":1E3}}],"valueInteger":7,
                 "id":"o","resourceType":"Observation","status":"final"}""")).isEqualTo("""
                {"resourceType":"Observation","id":"o","status":"final","valueInteger":7,\
                "component":[{"valueQuantity":{"value":1.50}},{"valueQuantity":{"value":1E3}}]}""");
    }

    @Test
    void whatStandsBesideAPrimitiveComesBackInItsPlace() {
        String json = """
                {"resourceType":"Patient","id":"p",\
                "name":[{"given":[null,"Ann",null],"_given":[{"extension":[{"url":"u","valueCode":"unknown"}]},null,\
                {"id":"g3"}]}],"_birthDate":{"extension":[{"url":"t","valueDateTime":"2001-02-03T04:05:06Z"}]}}""";

        assertThat(notKept(json)).isEmpty();
        assertThat(written(json)).isEqualTo(json);
    }

    @Test
    void whatIsKeptAsTextComesBackInOneLineWithItsCharacters() {
        assertThat(written("""
                {"resourceType":"Patient","id":"p","birthDate":"2001",
                 "_birthDate": { "extension" : [
                   {"url":"a b", "valueString": "says \\"a  b\\" \\\\", "valueDecimal": 1E3 } ] } }""")).isEqualTo("""
                {"resourceType":"Patient","id":"p","birthDate":"2001","_birthDate":{"extension":[{"url":"a b",\
                "valueString":"says \\"a  b\\" \\\\","valueDecimal":1E3}]}}""");
    }

    @Test
    void theReasonWhyAValueIsAbsentIsKeptForEachTypeOfValue() {
        String json = """
                {"resourceType":"Observation","id":"o","_status":{"extension":[{"url":"u","valueCode":"masked"}]},\
                "_valueDateTime":{"extension":[{"url":"u","valueCode":"unknown"}]}}""";

        assertThat(notKept(json)).isEmpty();
        assertThat(written(json)).isEqualTo(json);
    }

    @Test
    void aSingleValueWhereAnArrayStandsComesBackAsOneAndOurKeyDoesNot() {
        assertThat(written("""
                {"resourceType":"Observation","id":"o","performer":{"reference":"Organization/1"}}""")).isEqualTo("""
                {"resourceType":"Observation","id":"o","performer":[{"reference":"Organization/1"}]}""");
    }

    @Test
    void whatIsEmptyIsLeftOut() {
        assertThat(written("""
                {"resourceType":"Patient","id":"p","name":[{"other":1},{"family":"X"}],"managingOrganization":{}}""")).isEqualTo("""
                {"resourceType":"Patient","id":"p","name":[{"family":"X"}]}""");
    }

    @Test
    void aContainedResourceComesBackAsFarAsItsOwnListKeepsIt() {
        String json = """
                {"resourceType":"Patient","id":"p","contained":[{"resourceType":"Organization","id":"o","name":"N",\
                "alias":["a"]},{"resourceType":"Substance","id":"s"}],"managingOrganization":{"reference":"#o"}}""";

        assertThat(notKept(json))
                .containsExactly("Patient.contained(Organization).alias", "Patient.contained(Substance)");
        assertThat(written(json)).isEqualTo("""
                {"resourceType":"Patient","id":"p","contained":[{"resourceType":"Organization","id":"o","name":"N"}],\
                "managingOrganization":{"reference":"#o"}}""");
    }

    @Test
    void aContainedResourceHasARowOfItsOwnToWhichItsParentRefers() {
        String json = """
                {"managingOrganization":{"reference":"#b"},"id":"p","resourceType":"Patient","contained":[
                 {"resourceType":"Organization","id":"a","name":"A"},
                 {"resourceType":"Organization","id":"b","name":"B","partOf":{"reference":"#a"}}]}""";
        ElementTree organization = tree("Organization");
        ArrayData rows = Objects.requireNonNull(
                ContainedReader.read(UTF8String.fromString(json), new ContainedReader("Patient", organization)));
        InternalRow second = rows.getStruct(1, organization.schema().size());
        InternalRow parent = row(json, tree("Patient"));
        int place = tree("Patient").schema().fieldIndex("managingOrganization");
        ElementTree.Node reference = tree("Patient").root().children().get(place);

        assertThat(rows.numElements()).isEqualTo(2);
        assertThat(second.getString(0)).isEqualTo("Patient.p#b");
        assertThat(FhirText.of(second, organization).toString())
                .contains("\"name\":\"B\"", "\"partOf\":{\"reference\":\"#a\"}");
        assertThat(parent.getStruct(place, reference.children().size())
                        .getString(Objects.requireNonNull(reference.pointer()).key()))
                .isEqualTo("Organization/Patient.p#b");
    }

    @Test
    void anExtensionThatIsNotKeptIsToldByItsUrl() {
        assertThat(notKept("""
                {"resourceType":"Patient","id":"p","name":[{"extension":[{"url":"http://x/a","valueCode":"c"},
                 {"valueCode":"c","url":"http://x/b"}]}],"extension":[{"url":"http://x/c","valueMoney":{"value":1}}]}"""))
                .containsExactly(
                        "Patient.extension.valueMoney",
                        "Patient.name.extension(http://x/a)",
                        "Patient.name.extension(http://x/b)");
    }

    @Test
    void aValueThatNoRowCanHoldIsToldAsDropped() {
        assertThat(notKept("""
                {"resourceType":"Observation","id":"o","valueInteger":1.5,"valueBoolean":"yes","status":["final"]}"""))
                .containsExactly("Observation.status", "Observation.valueBoolean", "Observation.valueInteger");
    }

    @Test
    void aModifierThatAListNamesIsUnderstoodAndNoOther() {
        String json = """
                {"resourceType":"Observation","id":"o","modifierExtension":[{"url":"http://x/not-done","valueBoolean":true}],\
                "status":"final"}""";

        assertThat(FhirJson.inspect(json.getBytes(StandardCharsets.UTF_8), LISTS)
                        .problem())
                .isNull();
        assertThat(written(json)).isEqualTo(json);
        for (String other : List.of("http://x/other", "")) {
            byte[] unknown = json.replace("http://x/not-done", other).getBytes(StandardCharsets.UTF_8);
            assertThat(FhirJson.inspect(unknown, LISTS).problem()).isEqualTo(Inspection.UNKNOWN_MODIFIER_EXTENSION);
        }
    }
}
