package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.charthouse.error.UserError;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import scala.collection.JavaConverters;

/** The cases of the SQL on FHIR v2 conformance suite; those that need what is not built yet count as skipped. */
@EnabledIfEnvironmentVariable(
        named = "CHARTHOUSE_CORPORA",
        matches = ".+",
        disabledReason = "set CHARTHOUSE_CORPORA to the folder that holds sql-on-fhir/tests")
class OfficialViewSuiteTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, ElementTree> TREES = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> everyCaseComesOutAsTheSuiteExpects() throws IOException {
        Path folder = Path.of(System.getenv("CHARTHOUSE_CORPORA"), "sql-on-fhir", "tests");
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                JsonNode suite = MAPPER.readTree(file.toFile());
                suite.path("tests")
                        .forEach(test -> tests.add(DynamicTest.dynamicTest(
                                file.getFileName() + ": " + test.path("title").asText(), () -> run(suite, test))));
            }
        }
        return tests.stream();
    }

    private static void run(JsonNode suite, JsonNode test) {
        if (test.path("expectError").asBoolean(false)) {
            assertThatThrownBy(() -> rows(suite, test.path("view"))).isNotNull();
            return;
        }
        List<Map<String, String>> actual;
        try {
            actual = rows(suite, test.path("view"));
        } catch (UserError e) {
            String message = String.valueOf(e.getMessage());
            Assumptions.assumeFalse(
                    message.contains("not supported") || message.contains("the key is unknown"),
                    () -> "not built: " + message);
            throw e;
        }
        List<Map<String, String>> expected = new ArrayList<>();
        test.path("expect").forEach(row -> expected.add(expectedRow(row)));
        assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<Map<String, String>> rows(JsonNode suite, JsonNode json) {
        ViewDefinition view = ViewDefinition.parse(json.toString());
        ElementTree tree = TREES.computeIfAbsent(view.resource(), type -> ElementTree.of(type, FhirSchema.whole(type)));
        List<String> lines = new ArrayList<>();
        suite.path("resources").forEach(resource -> {
            if (resource.path("resourceType").asText().equals(view.resource())) {
                lines.add(resource.toString());
            }
        });
        List<Map<String, String>> rows = new ArrayList<>();
        CompiledView compiled = ViewCompiler.compile(view, tree.schema(), Surplus.FAILURE);
        for (Row row : compiled.apply(LocalSpark.rows(tree, lines.toArray(String[]::new)))
                .collectAsList()) {
            rows.add(actualRow(row));
        }
        return rows;
    }

    private static Map<String, String> actualRow(Row row) {
        Map<String, String> values = new TreeMap<>();
        for (String name : row.schema().fieldNames()) {
            Object value = row.getAs(name);
            values.put(
                    name,
                    value instanceof scala.collection.Seq<?> items
                            ? JavaConverters.seqAsJavaList(items).toString()
                            : String.valueOf(value));
        }
        return values;
    }

    private static Map<String, String> expectedRow(JsonNode row) {
        Map<String, String> values = new TreeMap<>();
        row.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(item.asText()));
            values.put(field.getKey(), value.isArray() ? items.toString() : value.asText());
        });
        return values;
    }
}
