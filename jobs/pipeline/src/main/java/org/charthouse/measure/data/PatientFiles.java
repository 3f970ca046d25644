package org.charthouse.measure.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.fhir.FhirDocument;
import org.jspecify.annotations.Nullable;

/**
 * Persons from plain files: a file with one Patient is all that is known of that person, and of nobody else.
 */
public final class PatientFiles {

    private final int evaluation;

    /**
     * A reader.
     *
     * @param evaluation minutes east of UTC, for dates that tell no offset
     */
    public PatientFiles(int evaluation) {
        this.evaluation = evaluation;
    }

    /**
     * A person.
     *
     * @param id of the Patient; the name of the file where it has none
     * @param resources by type
     */
    public record Person(String id, Map<String, List<Element>> resources) {}

    /** The files of a folder that may hold resources, in order; the file itself where it is one. */
    public static List<Path> files(Path path) {
        if (!Files.exists(path)) {
            throw error(
                    "There are no patient files",
                    path,
                    "nothing stands at this path",
                    "name a folder or a file that is there");
        }
        try (Stream<Path> found = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> isData(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw error(
                    "The patient files cannot be listed",
                    path,
                    e.getClass().getSimpleName(),
                    "check that you may read the folder");
        }
    }

    private static boolean isData(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Stream.of(".json", ".ndjson", ".json.gz", ".ndjson.gz").anyMatch(lower::endsWith);
    }

    /**
     * The resources of a file by type.
     *
     * @throws UserError where it cannot be read or is no JSON
     */
    public Map<String, List<Element>> read(Path file) {
        Map<String, List<Element>> resources = new LinkedHashMap<>();
        try (InputStream in = open(file);
                Stream<FhirDocument.Resource> parts = FhirDocument.resources(in.readAllBytes())) {
            parts.filter(part -> part.type() != null && !part.isDeletion())
                    .map(part -> JsonElements.resource(part.text(), evaluation))
                    .flatMap(Optional::stream)
                    .forEach(element -> resources
                            .computeIfAbsent(element.type(), unknown -> new ArrayList<>())
                            .add(element));
        } catch (JsonProcessingException e) {
            throw error(
                    "A patient file is no JSON", file, "reading stopped before its end", "send the file again, whole");
        } catch (IOException e) {
            throw error(
                    "A patient file cannot be read",
                    file,
                    e.getClass().getSimpleName(),
                    "check that it is whole and that you may read it");
        }
        return resources;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    /** The only person of a file; empty where it holds none, or several. */
    public Optional<Person> person(Path file) {
        Map<String, List<Element>> resources = read(file);
        List<Element> patients = resources.getOrDefault("Patient", List.of());
        if (patients.size() != 1) {
            return Optional.empty();
        }
        String id = patients.get(0).text("id");
        return Optional.of(new Person(id == null ? stem(file) : id, resources));
    }

    private static String stem(Path file) {
        @Nullable Path name = file.getFileName();
        String text = name == null ? file.toString() : name.toString();
        return text.replaceFirst("(?i)\\.(nd)?json(\\.gz)?$", "");
    }

    private static UserError error(String what, Path path, String reason, String cure) {
        return new UserError(ExitCode.INPUT, new Problem(what, Place.of(path.toString()), reason, cure));
    }
}
