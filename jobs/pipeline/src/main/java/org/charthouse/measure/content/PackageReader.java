package org.charthouse.measure.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.charthouse.error.UserError;
import org.charthouse.measure.elm.ElmLibrary;

/**
 * Reads the files of a package: Measure, Library and ValueSet resources, and ELM that stands by itself, in whatever folders.
 * Other resources are passed over.
 */
public final class PackageReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ELM = "application/elm+json";

    private final MeasurePackage content = new MeasurePackage();

    private PackageReader() {}

    /**
     * What stands in a folder or a file.
     *
     * @throws UserError where it is not there, or a file cannot be read
     */
    public static MeasurePackage read(Path path) {
        PackageReader reader = new PackageReader();
        reader.files().read(path);
        return reader.content;
    }

    /** What stands in a zip file. */
    static MeasurePackage readZip(InputStream in) throws IOException {
        PackageReader reader = new PackageReader();
        reader.files().read(in, "measures.zip", Path.of("measures.zip"));
        return reader.content;
    }

    private ResourceFiles files() {
        return new ResourceFiles(this::add, problem -> {
            throw problem;
        });
    }

    /** The files of a folder that may hold resources, in order. */
    static List<Path> files(Path path) {
        return ResourceFiles.files(path);
    }

    private void add(JsonNode node, Path origin) {
        String type = node.path("resourceType").asText();
        if (isElm(node)) {
            ElmLibrary library = new ElmLibrary(node);
            content.add(library.name(), library.version(), library);
        } else if (type.equals("Measure")) {
            content.addMeasure(node);
        } else if (type.equals("ValueSet")) {
            content.addValueSet(node);
        } else if (type.equals("Library")) {
            library(node, origin);
        }
    }

    private void library(JsonNode node, Path origin) {
        String name = node.path("name").asText(node.path("id").asText());
        elm(node, origin)
                .ifPresentOrElse(
                        elm -> content.add(name, node.path("version").asText(), elm),
                        () -> content.addWithoutElm(name));
    }

    /** Whether an object is ELM that stands beside its CQL. */
    public static boolean isElm(JsonNode node) {
        return node.path("library").path("identifier").isObject();
    }

    /**
     * The ELM in a Library resource; empty where it has none.
     *
     * @throws UserError where what it has cannot be read
     */
    public static Optional<ElmLibrary> elm(JsonNode library, Path origin) {
        for (JsonNode part : library.path("content")) {
            if (part.path("contentType").asText().equals(ELM)) {
                return Optional.of(new ElmLibrary(elm(part.path("data").asText(), origin)));
            }
        }
        return Optional.empty();
    }

    private static JsonNode elm(String data, Path file) {
        try {
            return JSON.readTree(Base64.getMimeDecoder().decode(data));
        } catch (IOException | IllegalArgumentException e) {
            throw ContentErrors.noElm(file, e);
        }
    }
}
