package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.Row;
import org.charthouse.error.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How selects, unions and repeats make rows, on a row type that is found by walking the view. */
class ViewShapesTest {
    private static final String ANSWERS = """
            {"resourceType":"QuestionnaireResponse","id":"q","item":[
             {"linkId":"1","item":[{"linkId":"1.1","answer":[{"valueString":"A","item":[{"linkId":"1.1.1"}]}]},
                                   {"linkId":"1.2","item":[{"linkId":"1.2.1"}]}]},
             {"linkId":"2"}]}""";
    private static final String PATIENT = """
            {"resourceType":"Patient","id":"p","name":[{"family":"F1","given":["g1","g2"]},{"family":"F2"}],
             "extension":[{"url":"a","extension":[{"url":"b","extension":[{"url":"c"}]}]}]}""";

    private static CompiledView view(ViewDefinition definition, ElementTree tree) {
        return ViewCompiler.compile(definition, tree.schema(), Surplus.FAILURE);
    }

    private static List<String> rows(String resource, String select) {
        String type = resource.contains("QuestionnaireResponse") ? "QuestionnaireResponse" : "Patient";
        ViewDefinition definition =
                ViewDefinition.parse("{\"resource\":\"%s\",\"select\":[%s]}".formatted(type, select));
        ViewElements elements = ViewElements.of(definition);
        ElementTree tree = elements.tree(NestingDepth.of(resource, elements.repeated()));
        return view(definition, tree).apply(LocalSpark.rows(tree, resource)).collectAsList().stream()
                .map(Row::toString)
                .toList();
    }

    @Test
    void repeatFindsEachNodeBeforeWhatItsPathsLeadTo() {
        String select = """
                {"repeat":["item","answer.item"],"column":[{"name":"l","path":"linkId"},{"name":"i","path":"%rowIndex"},
                 {"name":"n","path":"item.count()"}]}""";

        assertThat(rows(ANSWERS, select))
                .containsExactly("[1,0,2]", "[1.1,1,0]", "[1.1.1,2,0]", "[1.2,3,1]", "[1.2.1,4,0]", "[2,5,0]");
    }

    @Test
    void repeatsNestAndStandBesideForEach() {
        String nested = """
                {"repeat":["item"],"column":[{"name":"l","path":"linkId"}],
                 "select":[{"repeat":["item"],"column":[{"name":"m","path":"linkId"},{"name":"i","path":"%rowIndex"}]}]}""";
        String union = """
                {"unionAll":[{"repeat":["item.where(linkId != '1.1')"],"column":[{"name":"l","path":"linkId"}]},
                             {"forEach":"item","column":[{"name":"l","path":"linkId"}]}]}""";

        assertThat(rows(ANSWERS, nested)).containsExactly("[1,1.1,0]", "[1,1.2,1]", "[1,1.2.1,2]", "[1.2,1.2.1,0]");
        assertThat(rows(ANSWERS, union)).containsExactly("[1]", "[1.2]", "[1.2.1]", "[2]", "[1]", "[2]");
        assertThat(rows(PATIENT, "{\"repeat\":[\"extension\"],\"column\":[{\"name\":\"u\",\"path\":\"url\"}]}"))
                .containsExactly("[a]", "[b]", "[c]");
    }

    @Test
    void anEmptyForEachOrNullIsOneRowOfNullsWhoseIndexIsNought() {
        String select = """
                {"forEachOrNull":"contact","column":[{"name":"k","path":"'k'"},{"name":"i","path":"%rowIndex"}],
                 "select":[{"forEach":"telecom","column":[{"name":"v","path":"value"}]}],
                 "unionAll":[{"column":[{"name":"x","path":"gender"}]},{"column":[{"name":"x","path":"gender"}]}]}""";

        assertThat(rows(PATIENT, select)).containsExactly("[null,0,null,null]");
    }

    @Test
    void branchesOfAUnionCountForThemselvesOrInheritTheIndex() {
        String select = """
                {"forEach":"name","unionAll":[
                 {"column":[{"name":"x","path":"family"},{"name":"i","path":"%rowIndex"}]},
                 {"unionAll":[{"forEach":"given","column":[{"name":"x","path":"$this"},{"name":"i","path":"%rowIndex"}]}]}]}""";

        assertThat(rows(PATIENT, select)).containsExactly("[F1,0]", "[g1,0]", "[g2,1]", "[F2,1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'repeat':['itm'],'column':[{'name':'l','path':'linkId'}]}",
                "{'repeat':['status'],'column':[{'name':'l','path':'$this'}]}",
                "{'repeat':'item','column':[{'name':'l','path':'linkId'}]}",
                "{'repeat':['item'],'forEach':'item','column':[{'name':'l','path':'linkId'}]}",
                "{'column':[{'name':'l','path':'id'}],'select':[{'column':[{'name':'l','path':'id'}]}]}",
                "{'unionAll':[{'column':[{'name':'l','path':'id'}]},{'column':[{'name':'m','path':'id'}]}]}",
                "{'unionAll':[{'column':[{'name':'l','path':'id'}]},{'column':[{'name':'l','path':'1'}]}]}",
                "{'column':[{'name':'l','path':'id','type':'integer'}]}",
                "{'column':[{'name':'l','path':'item.exists()','type':'string'}]}",
            })
    void aViewThatTheStandardForbidsIsRefused(String select) {
        assertThatThrownBy(() -> rows(ANSWERS, select.replace('\'', '"'))).isInstanceOf(UserError.class);
    }
}
