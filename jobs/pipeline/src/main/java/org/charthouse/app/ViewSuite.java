package org.charthouse.app;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.fhir.CompiledView;
import org.charthouse.fhir.ElementTree;
import org.charthouse.fhir.FhirJson;
import org.charthouse.fhir.NestingDepth;
import org.charthouse.fhir.Surplus;
import org.charthouse.fhir.ViewCompiler;
import org.charthouse.fhir.ViewDefinition;
import org.charthouse.fhir.ViewElements;
import org.jspecify.annotations.Nullable;

/**
 * Runs cases in the form of the SQL on FHIR v2 test suite: a file holds resources, and tests with a view and the rows,
 * columns, row count or error that it must give. Rows are compared whatever their order, numbers by value.
 */
public final class ViewSuite {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final SparkSession session;

    /** @param session cases are tiny, so a session of its own with the same context is set not to generate code */
    public ViewSuite(SparkSession session) {
        this.session = session.newSession();
        this.session.conf().set("spark.sql.codegen.wholeStage", "false");
        this.session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    }

    /**
     * What one test gave.
     *
     * @param rows what came out; null where it was an error
     * @param columns the names of the columns in their order; empty where it was an error
     * @param error the message; null where rows came out
     */
    public record Outcome(
            String name,
            boolean passed,
            @Nullable List<JsonNode> rows,
            List<String> columns,
            @Nullable String error) {

        /** As it stands in the test report. */
        ObjectNode report() {
            ObjectNode result = MAPPER.createObjectNode().put("passed", passed);
            if (rows != null) {
                result.putArray("rows").addAll(rows);
                columns.forEach(result.putArray("columns")::add);
            }
            if (error != null) {
                result.put("error", error);
            }
            ObjectNode test = MAPPER.createObjectNode().put("name", name);
            test.set("result", result);
            return test;
        }
    }

    /** The test report of the standard: {@code {file: {tests: [{name, result: {passed, rows?, columns?, error?}}]}}}. */
    public static void report(Map<String, List<Outcome>> outcomes, Path file) throws IOException {
        ObjectNode report = MAPPER.createObjectNode();
        outcomes.forEach((name, tests) -> {
            ArrayNode all = report.putObject(name).putArray("tests");
            tests.forEach(test -> all.add(test.report()));
        });
        byte[] text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(report);
        ClosedFile.write(file, out -> out.write(text));
    }

    /**
     * The outcomes of all tests of a folder, by file.
     *
     * @throws UserError if there is no such folder, or a file is no JSON
     */
    public SortedMap<String, List<Outcome>> folder(Path folder) throws IOException {
        SortedMap<String, List<Outcome>> outcomes = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".json")).toList();
        }
        if (files.isEmpty()) {
            throw unusable(folder, "no file there ends in .json", "name the folder that holds the tests");
        }
        for (Path file : files) {
            outcomes.put(String.valueOf(file.getFileName()), file(file));
        }
        return outcomes;
    }

    private List<Outcome> file(Path file) throws IOException {
        JsonNode suite;
        try {
            suite = MAPPER.readTree(Files.readAllBytes(file));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw unusable(file, "the file is no JSON", "mend it, or leave it out");
        }
        List<Outcome> outcomes = new ArrayList<>();
        suite.path("tests").forEach(test -> outcomes.add(outcome(suite.path("resources"), test)));
        return outcomes;
    }

    private static UserError unusable(Path path, String reason, String cure) {
        return new UserError(
                ExitCode.INPUT, new Problem("These tests cannot be run", Place.of(path.toString()), reason, cure));
    }

    /** Runs one test. */
    public Outcome outcome(JsonNode resources, JsonNode test) {
        String name = test.path("title").asText();
        boolean mustFail = test.path("expectError").asBoolean(false);
        try {
            ViewDefinition definition = ViewDefinition.parse(test.path("view").toString());
            List<JsonNode> rows = new ArrayList<>();
            Dataset<Row> result = result(definition, resources, rows);
            List<String> columns = List.of(result.columns());
            boolean passed = !mustFail && new ViewExpectation(test).isMetBy(rows, columns);
            return new Outcome(name, passed, rows, columns, null);
        } catch (UserError e) {
            return new Outcome(name, mustFail, null, List.of(), String.valueOf(e.getMessage()));
        } catch (Exception e) {
            boolean surplus = isSurplus(e);
            String error =
                    surplus ? CompiledView.SURPLUS : "a defect: " + e.getClass().getSimpleName();
            return new Outcome(name, mustFail && surplus, null, List.of(), error);
        }
    }

    private Dataset<Row> result(ViewDefinition definition, JsonNode resources, List<JsonNode> rows) {
        ViewElements elements = ViewElements.of(definition);
        List<String> lines = new ArrayList<>();
        int depth = 1;
        for (JsonNode resource : resources) {
            if (resource.path("resourceType").asText().equals(definition.resource())) {
                lines.add(resource.toString());
                depth = Math.max(depth, NestingDepth.of(resource.toString(), elements.repeated()));
            }
        }
        ElementTree tree = elements.tree(depth);
        CompiledView view = ViewCompiler.compile(definition, tree.schema(), Surplus.FAILURE);
        Dataset<Row> result = view.apply(session.createDataset(lines, Encoders.STRING())
                .toDF("text")
                .select(FhirJson.parse(functions.col("text"), tree).as("row"))
                .select("row.*"));
        ViewRows json = new ViewRows(view);
        result.collectAsList().forEach(row -> rows.add(json.row(row)));
        return result;
    }

    /** Whether a query failed because a column that is no collection found several values. */
    static boolean isSurplus(Throwable thrown) {
        return ExceptionUtils.getThrowableList(thrown).stream()
                .anyMatch(each -> String.valueOf(each.getMessage()).contains(CompiledView.SURPLUS));
    }
}
