package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.charthouse.error.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FHIRPath as tables: each line a path and what it gives; a table is one view, so one query. */
class PathTableTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ANN = """
            {"resourceType":"Patient","id":"ann","active":true,"birthDate":"1970-06","gender":"male",
             "deceasedDateTime":"2020-01-01T10:30:00+02:00","multipleBirthInteger":3,
             "managingOrganization":{"reference":"Organization/o1"},
             "name":[{"use":"official","family":"F1","given":["g1","g2"],"period":{"start":"2001","end":"2002-05-06"}},
                     {"use":"usual","family":"F2"}],
             "extension":[{"url":"urn:n","extension":[
               {"url":"deep","extension":[{"url":"deeper","valueUuid":"urn:uuid:x"}]},{"url":"t","valueDecimal":1.50}]}]}""";

    private static CompiledView view(ViewDefinition definition, ElementTree tree) {
        return ViewCompiler.compile(definition, tree.schema(), Surplus.FAILURE);
    }

    private static ViewDefinition definition(List<String> paths) {
        ObjectNode json = MAPPER.createObjectNode().put("resource", "Patient");
        ArrayNode columns = json.putArray("select").addObject().putArray("column");
        paths.forEach(
                path -> columns.addObject().put("name", "c" + columns.size()).put("path", path));
        return ViewDefinition.parse(json.toString());
    }

    /** Each path of the table with what it gave instead of what stands there. */
    private static List<String> found(List<String> table, String resource) {
        List<String> paths =
                table.stream().map(line -> line.split(" => ", -1)[0]).toList();
        ViewDefinition definition = definition(paths);
        ElementTree tree = ViewElements.of(definition).tree(1);
        Row row = view(definition, tree).apply(LocalSpark.rows(tree, resource)).head();
        List<String> lines = new ArrayList<>();
        for (int at = 0; at < paths.size(); at++) {
            lines.add(paths.get(at) + " => " + (row.isNullAt(at) ? "" : row.get(at)));
        }
        return lines;
    }

    private static void holds(String table, String resource) {
        List<String> lines = table.lines()
                .map(String::strip)
                .map(line -> line.endsWith("=>") ? line + " " : line)
                .toList();
        assertThat(found(lines, resource)).containsExactlyElementsOf(lines);
    }

    @Test
    void arithmeticIsExactAndWhatCannotBeIsEmpty() {
        holds("""
                1 + 2 => 3
                1.0 - 0.05 => 0.95
                0.1 + 0.2 => 0.3
                7 / 2 => 3.5
                6 / 3 => 2.0
                1 / 0 =>
                -7 div 2 => -3
                7.5 mod 2 => 1.5
                2 + 3 * 4 => 14
                (2 + 3) * 4 => 20
                2147483647 + 1 =>
                1 + {} =>
                multipleBirth.ofType(integer) + 1 => 4
                -multipleBirth.ofType(integer) => -3
                -1.5.abs() => -1.5
                (-1.5).abs() => 1.5
                'a' + 'b' => ab
                'a' + {} =>
                'a' & {} => a
                """, ANN);
    }

    @Test
    void logicHasThreeValues() {
        holds("""
                true and {} =>
                false and {} => false
                true or {} => true
                false or {} =>
                true xor true => false
                true xor {} =>
                true implies false => false
                {} implies true => true
                {} implies false =>
                {} = {} =>
                1 = 1.00 => true
                1 = 'a' => false
                'a b' ~ 'A  B' => true
                {} ~ {} => true
                1 ~ {} => false
                'F2' in name.family => true
                name.family contains 'x' => false
                {} in name.family =>
                iif({}, 'y', 'n') => n
                iif(active, 'y') => y
                iif(false, 'y') =>
                """, ANN);
    }

    @Test
    void datesOfDifferentPrecisionAreComparedAsFarAsTheyGo() {
        holds("""
                birthDate < @1971 => true
                birthDate = @1970 =>
                birthDate > @1970-06-15 =>
                birthDate = '1970-06' => true
                deceased.ofType(dateTime) = @2020-01-01T08:30:00Z => true
                deceased is dateTime => true
                deceased is boolean => false
                (deceased as dateTime).exists() => true
                deceased.exists() => true
                birthDate.highBoundary() => 1970-06-30
                name[0].period.lowBoundary() => 2001-01-01T00:00:00.000+14:00
                name[0].period.highBoundary(8) => 2002-05-06
                name[1].period.highBoundary() =>
                @2012-01-01T10:30.lowBoundary(12) => 2012-01-01T10:30+14:00
                """, ANN);
    }

    @Test
    void collectionsAndTextsBehaveAsFhirPathSays() {
        holds("""
                name.count() => 2
                name.given.last() => g2
                name.family.skip(1).first() => F2
                name.family.tail().count() => 1
                name.family.take(0).exists() => false
                name[5].family =>
                name.all(family.exists()) => true
                name.where(use = 'x').all(false) => true
                name.select(family & '!').join(',') => F1!,F2!
                name.where(use = 'x').given.join(',') =>
                (name.family | name.family).count() => 2
                name.family.combine(name.family).distinct().count() => 2
                name.where(use = %resource.name[1].use).family => F2
                name.where(%context.active).count() => 2
                name.given.where($this = 'g1').exists() => true
                'abc'.substring(1, 1) => b
                'abc'.substring(3) =>
                'abc'.indexOf('x') => -1
                'abc'.matches('b') => true
                'aba'.replace('a', 'x') => xbx
                '1.5'.toInteger() =>
                '12'.toInteger() => 12
                Patient.id => ann
                where(active.not()).exists() => false
                extension('urn:n').extension('deep').extension('deeper').value.ofType(uuid) => urn:uuid:x
                extension('urn:n').extension('t').value.ofType(decimal) => 1.50
                managingOrganization.getReferenceKey('Organization') => o1
                managingOrganization.getReferenceKey(Patient) =>
                gender is string => true
                """, ANN);
    }

    @Test
    void everythingCopesWithWhatIsNotThere() {
        holds("""
                name.given.join(',') =>
                name.count() => 0
                name.exists() => false
                active.not() =>
                name.family = 'x' =>
                birthDate < @2000 =>
                name.given.first().length() =>
                name.family.isDistinct() => true
                birthDate.lowBoundary() =>
                name.all(false) => true
                """, "{\"resourceType\":\"Patient\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nmae",
                "name",
                "deceased",
                "name.family +",
                "name.family + 1",
                "active + 1",
                "name and true",
                "name.given.join(1)",
                "'a' > 1",
                "birthDate.lowBoundary('x')",
                "name.getReferenceKey()",
                "managingOrganization.getReferenceKey(Patiant)",
                "gender.ofType(Foo)",
                "name.trace()",
                "%nope",
            })
    void whatIsWrongIsToldWithoutStartingSpark(String path) {
        ViewDefinition definition = definition(List.of(path));

        assertThatThrownBy(() -> view(definition, ViewElements.of(definition).tree(1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("column c1");
    }
}
