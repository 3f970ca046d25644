package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.charthouse.SharedSpark;
import org.charthouse.terminology.DerivedColumns;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The repository's element lists, views and core contracts fit together. */
class SchemaConventionTest {
    private static final Path SCHEMAS = Path.of(System.getProperty("charthouse.install", "../.."), "schemas");

    @BeforeAll
    static void aViewIsBuiltOfColumnsWhichNeedASession() {
        LocalSpark.session();
    }

    static List<Path> elementLists() throws IOException {
        return files("fhir", ".yaml");
    }

    static List<Path> views() throws IOException {
        return files("views", ".json");
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static Map<?, ?> yaml(Path file) throws IOException {
        return new Yaml().load(Files.readString(file));
    }

    private static List<Map<?, ?>> maps(Map<?, ?> map, String key) {
        List<Map<?, ?>> items = new ArrayList<>();
        if (map.get(key) instanceof List<?> list) {
            list.forEach(item -> items.add((Map<?, ?>) item));
        }
        return items;
    }

    static ElementTree tree(String resource) throws IOException {
        List<String> paths = maps(yaml(SCHEMAS.resolve("fhir/" + resource + ".yaml")), "elements").stream()
                .map(element -> (String) element.get("path"))
                .toList();
        return ElementTree.of(resource, FhirSchema.of(resource, paths));
    }

    static CompiledView view(String name) throws IOException {
        ViewDefinition view = ViewDefinition.parse(Files.readString(SCHEMAS.resolve("views/" + name + ".json")));
        return ViewCompiler.compile(view, tree(view.resource()).schema());
    }

    private static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[a-z]+$", "");
    }

    @ParameterizedTest
    @MethodSource("elementLists")
    void everyElementListNamesElementsThatFhirHas(Path file) throws IOException {
        assertThat(yaml(file).get("resource")).isEqualTo(stem(file));
        assertThat(tree(stem(file)).schema().fieldNames()).hasSizeGreaterThan(4);
    }

    private static boolean inExtract(String table, String column) {
        return Objects.requireNonNull(SharedSpark.specs().extracts().get(table))
                .column(column)
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource("views")
    void everyViewHasTheColumnsOfItsContractButThoseThatThePipelineAdds(Path file) throws IOException {
        Map<?, ?> contract = yaml(SCHEMAS.resolve("tables/core/" + stem(file) + ".yaml"));
        List<String> columns = new ArrayList<>(maps(maps(contract, "schema").get(0), "properties").stream()
                .map(property -> (String) property.get("name"))
                .toList());
        List<String> produced = new ArrayList<>(List.of(CompiledView.SOURCE));
        for (StructField field : view(stem(file)).columns().fields()) {
            produced.add(field.name());
        }

        assertThat(columns.remove("person_id")).isEqualTo(produced.contains("patient_id"));
        assertThat(columns.remove("untyped_columns")).isTrue();
        DerivedColumns derived = DerivedColumns.of(columns);
        assertThat(columns).containsAll(derived.names());
        assertThat(produced).containsAll(derived.sources());
        columns.removeAll(derived.names());
        if (SharedSpark.specs().direct().contains(stem(file))) { // the extract of that name makes the others
            columns.removeIf(name -> !produced.contains(name) && inExtract(stem(file), name));
        }
        assertThat(produced).containsExactlyInAnyOrderElementsOf(columns);
    }
}
