package org.charthouse.benchmark.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.cqframework.cql.cql2elm.CqlCompilerOptions;
import org.cqframework.cql.cql2elm.LibraryManager;
import org.cqframework.cql.cql2elm.ModelManager;
import org.cqframework.cql.cql2elm.model.CompiledLibrary;
import org.cqframework.cql.elm.serializing.ElmLibraryReaderFactory;
import org.hl7.elm.r1.ExpressionDef;
import org.hl7.elm.r1.Library;
import org.hl7.elm.r1.VersionedIdentifier;

/** The libraries as their publishers translated them; nothing is translated here. */
final class Libraries {

    private static final String ELM = "application/elm+json";
    private static final String NAMESPACE = "http://ecqi.healthit.gov/ecqms";
    private static final String ENDING = ".json.gz";

    private final Map<String, Library> byFile = new HashMap<>();
    private final Map<VersionedIdentifier, CompiledLibrary> compiled = new HashMap<>();

    Libraries(Corpus corpus) throws IOException {
        try (Stream<Path> files = Files.list(corpus.file("libraries"))) {
            for (Path file : files.toList()) {
                read(file);
            }
        }
    }

    private void read(Path file) throws IOException {
        for (JsonNode content : Corpus.gunzipped(file).path("content")) {
            if (content.path("contentType").asText().equals(ELM)) {
                JsonNode sent = Corpus.JSON.readTree(
                        Base64.getMimeDecoder().decode(content.path("data").asText()));
                String name = file.getFileName().toString();
                add(name.substring(0, name.length() - ENDING.length()), sent.path("library"));
            }
        }
    }

    /** The engine searches definitions by halves, so they must be in order; includes name libraries with a system or without. */
    private void add(String file, JsonNode sent) throws IOException {
        String text =
                Corpus.JSON.writeValueAsString(Corpus.JSON.createObjectNode().set("library", sent));
        Library library = ElmLibraryReaderFactory.getReader(ELM).read(new StringReader(text));
        library.getStatements().getDef().sort(Comparator.comparing(ExpressionDef::getName));
        byFile.put(file, library);
        CompiledLibrary entry = new CompiledLibrary();
        entry.setLibrary(library);
        VersionedIdentifier own = Objects.requireNonNull(library.getIdentifier());
        entry.setIdentifier(own);
        for (String system : Arrays.asList(null, NAMESPACE, own.getSystem())) {
            compiled.put(
                    new VersionedIdentifier()
                            .withSystem(system)
                            .withId(own.getId())
                            .withVersion(own.getVersion()),
                    entry);
        }
    }

    LibraryManager manager() {
        return new LibraryManager(new ModelManager(), CqlCompilerOptions.defaultOptions(), compiled);
    }

    VersionedIdentifier identifier(String file) {
        return Objects.requireNonNull(byFile.get(file).getIdentifier());
    }

    /** The name of a definition as the library writes it: one measure writes it in another case. */
    String definition(String file, String expression) {
        List<ExpressionDef> definitions = byFile.get(file).getStatements().getDef();
        return definitions.stream()
                .map(ExpressionDef::getName)
                .filter(name -> name.equalsIgnoreCase(expression))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(file + " has no definition '" + expression + "'"));
    }
}
