package org.charthouse.synthetic.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ContractTest {

    private static final Path CONTRACTS = Path.of("../../schemas/extract");
    private static final Set<String> CLASSIFICATIONS = Set.of(
            "direct-identifier",
            "record-identifier",
            "quasi-identifier",
            "date",
            "clinical",
            "free-text",
            "organisation",
            "technical");

    static List<String> tables() {
        return Tables.names();
    }

    @Test
    void everyTableHasAContract() throws IOException {
        try (Stream<Path> files = Files.list(CONTRACTS)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsAll(Tables.names());
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theExtractHasColumnsOfTheContractInItsOrderAndAllThatAreRequired(String table) throws IOException {
        List<String> columns = new ArrayList<>(Tables.columns(table));
        columns.add("is_deleted"); // last, and only in files that tell of deletions
        assertThat(properties(table))
                .extracting(property -> property.get("name"))
                .containsSubsequence(columns);
        assertThat(properties(table))
                .filteredOn(property -> Boolean.TRUE.equals(property.get("required")))
                .extracting(property -> property.get("name"))
                .isSubsetOf(columns);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyColumnIsTypedDescribedAndClassified(String table) throws IOException {
        assertThat(properties(table)).allSatisfy(property -> {
            assertThat(property).containsKeys("logicalType", "physicalType", "description", "examples");
            assertThat(CLASSIFICATIONS).contains(String.valueOf(property.get("classification")));
        });
    }

    @ParameterizedTest
    @MethodSource("tables")
    void referencesLeadToPrimaryKeys(String table) throws IOException {
        for (Map<String, Object> property : properties(table)) {
            for (Object relation : list(property.get("relationships"))) {
                String[] target =
                        String.valueOf(((Map<?, ?>) relation).get("to")).split("\\.", -1);
                assertThat(Tables.columns(target[1])).startsWith(target[2]);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> properties(String table) throws IOException {
        try (Reader text = Files.newBufferedReader(CONTRACTS.resolve(table + ".yaml"))) {
            Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            Map<String, Object> schema =
                    (Map<String, Object>) list(document.get("schema")).get(0);
            return (List<Map<String, Object>>) (List<?>) list(schema.get("properties"));
        }
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
