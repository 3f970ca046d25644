package org.charthouse.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.unsafe.types.UTF8String;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.fhir.FhirDocument;
import org.charthouse.fhir.FhirJson;

/** Files of FHIR resources: NDJSON, plain or gzipped, and JSON: Bundles, a resource, several. A bulk export's manifest is passed over. */
final class ViewFiles {
    private static final int MOST_TOLD = 20;

    private final List<Path> lines = new ArrayList<>();
    private final List<Path> documents = new ArrayList<>();

    /**
     * Finds the files.
     *
     * @param data a file, or a folder of files
     * @throws UserError if there are none
     */
    ViewFiles(Path data) throws IOException {
        try (Stream<Path> found = Files.walk(data)) {
            found.filter(Files::isRegularFile).sorted().forEach(file -> {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".ndjson") || name.endsWith(".ndjson.gz")) {
                    lines.add(file);
                } else if (name.endsWith(".json") || name.endsWith(".json.gz")) {
                    documents.add(file);
                }
            });
        }
        if (lines.isEmpty() && documents.isEmpty()) {
            throw new UserError(
                    ExitCode.INPUT,
                    new Problem(
                            "There is nothing to read",
                            Place.of(data.toString()),
                            "no file there ends in .ndjson, .ndjson.gz or .json",
                            "name the files, or their folder, by --data"));
        }
    }

    /** One resource a row, as text; blank lines are left out. */
    Dataset<String> resources(SparkSession session) throws IOException {
        List<String> single = new ArrayList<>();
        for (Path file : documents) {
            single.addAll(document(file));
        }
        Dataset<String> all = session.createDataset(single, Encoders.STRING());
        if (!lines.isEmpty()) {
            // Hadoop reads some characters of a path as patterns.
            String[] paths = lines.stream()
                    .map(file -> file.toAbsolutePath().toString().replaceAll("([\\\\{}\\[\\]*?])", "\\\\$1"))
                    .toArray(String[]::new);
            Dataset<String> read = session.read().textFile(paths);
            all = single.isEmpty() ? read : read.union(all);
        }
        return all.filter(org.apache.spark.sql.functions.trim(all.col("value")).notEqual(""));
    }

    /** The resources of a file as the lake would take them in; a deletion is none. */
    private static List<String> document(Path file) throws IOException {
        try (InputStream in = plain(file)) {
            byte[] bytes = in.readAllBytes();
            List<String> found = FhirDocument.resources(bytes)
                    .filter(each -> !each.isDeletion())
                    .map(FhirDocument.Resource::text)
                    .toList();
            if (file.endsWith("manifest.json") && !isResource(bytes)) {
                return List.of();
            }
            if (!found.stream().allMatch(each -> isResource(each.getBytes(StandardCharsets.UTF_8)))) {
                throw new UserError(ExitCode.INPUT, unreadable(Place.of(file.toString())));
            }
            return found;
        } catch (JsonProcessingException e) {
            throw new UserError(ExitCode.INPUT, unreadable(Place.of(file.toString())));
        }
    }

    /** The lines that are no resources, the first ones of them, told by file and line. */
    List<Problem> unreadable() throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (Path file : lines) {
            try (BufferedReader reader = open(file)) {
                int number = 0;
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    number++;
                    if (!line.isBlank() && !isResource(line.getBytes(StandardCharsets.UTF_8))) {
                        problems.add(unreadable(new Place(file.toString(), number, null)));
                    }
                    if (problems.size() == MOST_TOLD) {
                        return problems;
                    }
                }
            }
        }
        return problems;
    }

    private static Problem unreadable(Place place) {
        return new Problem(
                "This is no FHIR resource",
                place,
                "it is no JSON object with a resourceType",
                "mend it, or take it out");
    }

    private static boolean isResource(byte[] bytes) {
        return FhirJson.typeOf(UTF8String.fromBytes(bytes)) != null;
    }

    private static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(plain(file), StandardCharsets.UTF_8));
    }

    private static InputStream plain(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }
}
