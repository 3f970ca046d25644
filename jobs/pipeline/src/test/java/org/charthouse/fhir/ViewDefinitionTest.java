package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.charthouse.error.UserError;
import org.charthouse.fhir.ViewDefinition.Constant;
import org.charthouse.fhir.ViewDefinition.Select;
import org.charthouse.fhir.ViewDefinition.ViewColumn;
import org.junit.jupiter.api.Test;

class ViewDefinitionTest {
    private static final String COMPLETE = """
                {"resourceType":"ViewDefinition","name":"flat","status":"active","resource":"Patient",
                 "constant":[{"name":"a","valueString":"x"},{"name":"b","valueInteger":1},{"name":"c","valueDecimal":1.50},
                             {"name":"d","valueBoolean":true},{"name":"e","valueDate":"2020-01-01"}],
                 "where":[{"path":"active"}],
                 "select":[{"column":[{"name":"id","path":"id","type":"id","description":"key"}],
                            "select":[{"forEach":"name","column":[{"name":"given","path":"given","collection":true}]}],
                            "unionAll":[{"forEachOrNull":"link","column":[{"name":"type","path":"type"}]}]}]}""";

    @Test
    void everyPartOfADocumentIsRead() {
        Select names = new Select(
                List.of(new ViewColumn("given", "given", "", true, "")), List.of(), "name", null, List.of(), List.of());
        Select links = new Select(
                List.of(new ViewColumn("type", "type", "", false, "")), List.of(), null, "link", List.of(), List.of());
        assertThat(ViewDefinition.parse(COMPLETE))
                .isEqualTo(new ViewDefinition(
                        "flat",
                        "Patient",
                        List.of(
                                new Constant("a", "x", "string"),
                                new Constant("b", 1, "integer"),
                                new Constant("c", new BigDecimal("1.50"), "decimal"),
                                new Constant("d", true, "boolean"),
                                new Constant("e", "2020-01-01", "date")),
                        List.of(new Select(
                                List.of(new ViewColumn("id", "id", "id", false, "key")),
                                List.of(names),
                                null,
                                null,
                                List.of(),
                                List.of(links))),
                        List.of("active")));
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        String json = """
                {"nmae":"x","constant":[{"name":"a"}],"where":{"path":"id"},
                 "select":[{"colunm":[],"column":[{"name":"1","path":7,"collection":"yes"}],
                            "forEach":"name","forEachOrNull":"name"}]}""";

        assertThatThrownBy(() -> ViewDefinition.parse(json))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("(ViewDefinition.nmae)")
                .hasMessageContaining("did you mean 'name'?")
                .hasMessageContaining("(ViewDefinition.resource)")
                .hasMessageContaining("(constant a)")
                .hasMessageContaining("(ViewDefinition.where)")
                .hasMessageContaining("(ViewDefinition.select[0].colunm)")
                .hasMessageContaining("it has both forEach and forEachOrNull")
                .hasMessageContaining("'1' is no column name")
                .hasMessageContaining("(ViewDefinition.select[0].column.path)")
                .hasMessageContaining("(ViewDefinition.select[0].column.collection)");
    }

    @Test
    void whatIsNoJsonIsAnErrorWithItsLine() {
        assertThatThrownBy(() -> ViewDefinition.parse("{\n\"name\":"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("line 2");
    }
}
