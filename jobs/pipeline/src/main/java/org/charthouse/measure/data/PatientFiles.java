package org.charthouse.measure.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.fhir.FhirDocument;
import org.jspecify.annotations.Nullable;

/**
 * Persons from plain files. A Bundle with one Patient is all that is known of that person, and of nobody else; single resources
 * and NDJSON files of a folder belong together, and a resource is of the person that it refers to. Folders without any Patient
 * belong together with those beside them, as where each type has a folder.
 */
public final class PatientFiles {

    private final int evaluation;
    private final Unowned unowned = new Unowned();

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

    /**
     * Files that are read together.
     *
     * @param folders names of the folders that they stand in, the outermost first
     * @param isOfOne whether all that stands in a file is of the one Patient in it
     */
    public record Batch(List<Path> files, List<String> folders, boolean isOfOne) {}

    /** What went to nobody, of all that was read so far. */
    public Unowned unowned() {
        return unowned;
    }

    /**
     * The files of a folder, or one file, as they belong together, in order.
     *
     * @throws UserError where there are none, or they cannot be listed
     */
    public static List<Batch> batches(Path path) {
        if (!Files.exists(path)) {
            throw error(
                    "There are no patient files",
                    path,
                    "nothing stands at this path",
                    "name a folder or a file that is there");
        }
        List<Batch> batches = new ArrayList<>();
        Map<Path, List<Path>> loose = new TreeMap<>();
        try (Stream<Path> found = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            found.filter(Files::isRegularFile)
                    .filter(PatientFiles::isData)
                    .sorted()
                    .forEach(file -> {
                        if (isBundle(file)) {
                            batches.add(new Batch(List.of(file), folders(path, file), true));
                        } else {
                            loose.computeIfAbsent(parent(file), unknown -> new ArrayList<>())
                                    .add(file);
                        }
                    });
        } catch (IOException | UncheckedIOException e) {
            throw error(
                    "The patient files cannot be listed",
                    path,
                    e.getClass().getSimpleName(),
                    "check that you may read the folder");
        }
        new LooseFolders(loose)
                .together()
                .forEach((folder, files) -> batches.add(new Batch(files, folders(path, folder), false)));
        if (batches.isEmpty()) {
            throw error(
                    "There are no patient files",
                    path,
                    "no file there ends in .json, .ndjson, .json.gz or .ndjson.gz",
                    "name the folder of the FHIR files");
        }
        return batches;
    }

    private static Path parent(Path file) {
        return Objects.requireNonNullElse(file.getParent(), file);
    }

    private static List<String> folders(Path root, Path file) {
        List<String> folders = new ArrayList<>();
        Path folder = Files.isDirectory(file) ? file.toAbsolutePath() : parent(file.toAbsolutePath());
        Path above = parent(root.toAbsolutePath());
        while (folder != null && !folder.equals(above) && folder.getFileName() != null) {
            folders.add(0, folder.getFileName().toString());
            folder = folder.getParent();
        }
        return folders;
    }

    private static boolean isData(Path file) {
        String name = lower(file);
        return Stream.of(".json", ".ndjson", ".json.gz", ".ndjson.gz").anyMatch(name::endsWith);
    }

    private static String lower(Path file) {
        return file.toString().toLowerCase(Locale.ROOT);
    }

    /** What is no JSON at all is told when it is read. */
    private static boolean isBundle(Path file) {
        if (lower(file).contains(".ndjson")) {
            return false;
        }
        try (InputStream in = open(file)) {
            return !JsonElements.isOtherThan("Bundle", in);
        } catch (IOException e) {
            return true;
        }
    }

    static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return lower(file).endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    /**
     * The persons of files that belong together, in the order of their Patients.
     *
     * @throws UserError where a file cannot be read or is no JSON
     */
    public List<Person> persons(Batch batch) {
        Map<String, List<Element>> resources = new LinkedHashMap<>();
        batch.files().forEach(file -> read(file, resources));
        List<Element> patients = distinct(resources.getOrDefault("Patient", List.of()));
        resources.put("Patient", patients);
        @Nullable String id = patients.size() == 1 ? patients.get(0).text("id") : null;
        if (patients.size() == 1 && (batch.isOfOne() || id == null)) {
            return List.of(new Person(id == null ? stem(batch.files().get(0)) : id, resources));
        }
        return Compartments.apart(patients, resources, unowned);
    }

    /** A Patient that stands there twice under its id is one; the later one tells. */
    private static List<Element> distinct(List<Element> patients) {
        Map<Object, Element> byKey = new LinkedHashMap<>();
        for (Element patient : patients) {
            String key = patient.key();
            byKey.put(key == null ? patient : key, patient);
        }
        return new ArrayList<>(byKey.values());
    }

    private void read(Path file, Map<String, List<Element>> resources) {
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
