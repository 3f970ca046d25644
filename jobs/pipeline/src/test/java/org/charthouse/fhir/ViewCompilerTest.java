package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.charthouse.error.UserError;
import org.junit.jupiter.api.Test;

class ViewCompilerTest {
    private static final ElementTree PATIENT = ElementTree.of(
            "Patient",
            FhirSchema.of(
                    "Patient",
                    List.of("name", "telecom", "address", "birthDate", "deceased[x]", "extension", "link", "active")));
    private static final ElementTree OBSERVATION = ElementTree.of(
            "Observation",
            FhirSchema.of("Observation", List.of("status", "code", "subject", "value[x]", "component", "performer")));

    private static final String ANN = """
            {"resourceType":"Patient","id":"ann","active":true,"birthDate":"1950-02","deceasedDateTime":"2020-01-01",
             "name":[{"use":"maiden","family":"Old"},{"use":"official","family":"Reed","given":["Ann","Bea"]}],
             "telecom":[{"system":"phone","value":"1"},{"system":"email","value":"2"}],
             "extension":[{"url":"urn:x","valueCode":"F"},{"url":"urn:y","extension":[{"url":"text","valueString":"T"}]}],
             "link":[{"type":"seealso","other":{"reference":"Patient/bob"}}]}""";
    private static final String BOB = """
            {"resourceType":"Patient","id":"bob","deceasedBoolean":false}""";
    private static final String PRESSURE = """
            {"resourceType":"Observation","id":"bp","status":"final","code":{"coding":[{"code":"85354-9"}]},
             "subject":{"reference":"http://h/fhir/Patient/ann/_history/3"},
             "component":[
              {"code":{"coding":[{"code":"8480-6"}]},"valueQuantity":{"value":120.50,"unit":"mmHg"}},
              {"code":{"coding":[{"code":"8462-4"}]},"valueQuantity":{"value":8E1,"unit":"mmHg"}}]}""";

    private static List<String> rows(ElementTree tree, String select, String... resources) {
        return strings(view(tree, select).apply(LocalSpark.rows(tree, resources)));
    }

    private static List<String> strings(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).toList();
    }

    private static CompiledView view(ElementTree tree, String rest) {
        String json = "{\"name\":\"tried\",\"resource\":\"%s\",%s}".formatted(tree.resourceType(), rest);
        return ViewCompiler.compile(ViewDefinition.parse(json), tree.schema());
    }

    private static String columns(String... paths) {
        StringBuilder columns = new StringBuilder();
        for (int at = 0; at < paths.length; at++) {
            columns.append(at == 0 ? "" : ",").append("{\"name\":\"c%d\",\"path\":\"%s\"}".formatted(at, paths[at]));
        }
        return "\"column\":[" + columns + "]";
    }

    @Test
    void pathsFunctionsAndOperatorsGiveOneRowForEachResource() {
        String select = "\"select\":[{"
                + columns(
                        "getResourceKey()",
                        "name.where(use = 'official').family.first()",
                        "name[1].given.join(',')",
                        "name[7].family",
                        "deceased.ofType(dateTime)",
                        "deceased.exists()",
                        "extension('urn:x').value.ofType(code)",
                        "extension('urn:y').extension('text').value.ofType(string)",
                        "link.other.getReferenceKey(Patient)",
                        "link.other.getReferenceKey(RelatedPerson)",
                        "birthDate < @2000-01",
                        "active and name.empty().not()",
                        "telecom.where(system = %mail).value")
                + "}],\"constant\":[{\"name\":\"mail\",\"valueString\":\"email\"}]";

        assertThat(rows(PATIENT, select, ANN, BOB))
                .containsExactlyInAnyOrder(
                        "[ann,Reed,Ann,Bea,null,2020-01-01,true,F,T,bob,null,true,true,2]",
                        "[bob,null,,null,null,true,null,null,null,null,null,false,null]");
    }

    @Test
    void forEachLeavesOutWhatForEachOrNullKeeps() {
        String inner = ":\"name\"," + columns("family", "%rowIndex + 1") + "}]";
        String select = "\"select\":[{\"column\":[{\"name\":\"id\",\"path\":\"id\"}]},{\"";

        assertThat(rows(PATIENT, select + "forEach\"" + inner, ANN, BOB))
                .containsExactlyInAnyOrder("[ann,Old,1]", "[ann,Reed,2]");
        assertThat(rows(PATIENT, select + "forEachOrNull\"" + inner, ANN, BOB))
                .containsExactlyInAnyOrder("[ann,Old,1]", "[ann,Reed,2]", "[bob,null,1]");
    }

    @Test
    void listsOnTheSameLevelMultiply() {
        String select = """
                "select":[
                 {"forEach":"name","column":[{"name":"family","path":"family"}],
                  "select":[{"forEachOrNull":"given","column":[{"name":"given","path":"$this"}]}]},
                 {"forEach":"telecom","column":[{"name":"system","path":"system"}]}]""";

        assertThat(rows(PATIENT, select, ANN))
                .containsExactlyInAnyOrder(
                        "[Old,null,phone]",
                        "[Old,null,email]",
                        "[Reed,Ann,phone]",
                        "[Reed,Ann,email]",
                        "[Reed,Bea,phone]",
                        "[Reed,Bea,email]");
    }

    @Test
    void aUnionPutsComponentsBesideTheirObservationWithTheNumbersThatWereSent() {
        String select = """
                "where":[{"path":"status = 'final'"}],
                "select":[{"column":[{"name":"patient","path":"subject.getReferenceKey(Patient)"}]},
                 {"unionAll":[
                  {"column":[{"name":"ordinal","path":"0"},{"name":"code","path":"code.coding.first().code"},
                             {"name":"value","path":"value.ofType(Quantity).value"}]},
                  {"forEach":"component","column":[{"name":"ordinal","path":"%rowIndex + 1"},
                             {"name":"code","path":"code.coding.first().code"},
                             {"name":"value","path":"value.ofType(Quantity).value"}]}]}]""";

        assertThat(rows(OBSERVATION, select, PRESSURE))
                .containsExactlyInAnyOrder("[ann,0,85354-9,null]", "[ann,1,8480-6,120.50]", "[ann,2,8462-4,8E1]");
    }

    @Test
    void aCollectionColumnIsAnArray() {
        String select = "\"select\":[{\"column\":[{\"name\":\"g\",\"path\":\"name.given\",\"collection\":true}]}]";

        assertThat(rows(PATIENT, select, ANN))
                .containsExactly("[ArraySeq(Ann, Bea)]".replace("ArraySeq", "WrappedArray"));
    }

    @Test
    void decimalsCompareAsNumbersAndNonsenseIsNoMatch() {
        String select = "\"select\":[{\"column\":[{\"name\":\"id\",\"path\":\"id\"}]}],"
                + "\"where\":[{\"path\":\"value.ofType(Quantity).value >= 1000.5\"}]";
        String resource = "{\"resourceType\":\"Observation\",\"id\":\"%s\",\"valueQuantity\":{\"value\":%s}}";

        assertThat(rows(
                        OBSERVATION,
                        select,
                        resource.formatted("more", "1.1E3"),
                        resource.formatted("equal", "1000.50"),
                        resource.formatted("less", "999"),
                        resource.formatted("nonsense", "\"many\"")))
                .containsExactlyInAnyOrder("[more]", "[equal]");
    }

    @Test
    void theSourceSystemPassesThroughAsFirstColumn() {
        Dataset<Row> rows = LocalSpark.rows(PATIENT, BOB).withColumn("source_system", functions.lit("north"));

        Dataset<Row> flat =
                view(PATIENT, "\"select\":[{" + columns("id") + "}]").apply(rows);

        assertThat(flat.columns()).containsExactly("source_system", "c0");
        assertThat(strings(flat)).containsExactly("[north,bob]");
    }

    @Test
    void allProblemsOfAViewAreToldAtOnceWithViewAndColumn() {
        String select = "\"select\":[{"
                + columns("name", "nmae.family", "name.trace()", "deceased", "deceasedBoolean", "birthDate >")
                + "}],\"where\":[{\"path\":\"birthDate\"}]";

        assertThatThrownBy(() -> view(PATIENT, select))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("tried")
                .hasMessageContaining("view tried (column c0)\n  reason: the path ends at a complex element")
                .hasMessageContaining(
                        "view tried (column c1)\n  reason: the element 'nmae' is unknown or not kept, did you mean 'name'?")
                .hasMessageContaining("view tried (column c2)\n  reason: the function trace() is not supported")
                .hasMessageContaining("view tried (column c3)\n  reason: 'deceased' has several types")
                .hasMessageContaining("view tried (column c4)\n  reason: 'deceasedBoolean' is JSON, not FHIRPath")
                .hasMessageContaining("view tried (column c5)\n  reason: expected a path, found 'the end'")
                .hasMessageContaining("view tried (where)\n  reason: a condition must be true or false");
    }

    @Test
    void branchesOfAUnionMustAgree() {
        String select = "\"select\":[{\"unionAll\":[{" + columns("id") + "},{" + columns("active") + "}]}]";

        assertThatThrownBy(() -> view(PATIENT, select)).hasMessageContaining("every branch must have");
    }
}
