package org.charthouse.measure.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Folders of files that are no Bundles. A folder with a Patient stands for itself, as where each test case has one; folders
 * without any go with all that lie in the same folder as they do, as where each type of resource has one.
 */
record LooseFolders(Map<Path, List<Path>> files) {

    private static final Pattern PATIENT = Pattern.compile("\"resourceType\"\\s*:\\s*\"Patient\"");

    /** The files that belong together, by the folder that they are of. */
    Map<Path, List<Path>> together() {
        if (files.size() < 2) {
            return files;
        }
        List<Path> parents = files.entrySet().stream()
                .filter(folder -> folder.getValue().stream().noneMatch(LooseFolders::hasPatient))
                .map(folder -> folder.getKey().getParent())
                .toList();
        Map<Path, List<Path>> together = new TreeMap<>();
        files.forEach((folder, own) -> {
            Path parent = folder.getParent();
            Path of = parent != null && parents.contains(parent) ? parent : folder;
            together.computeIfAbsent(of, unknown -> new ArrayList<>()).addAll(own);
        });
        return together;
    }

    /** A file that cannot be read is told when it is read for what it says. */
    private static boolean hasPatient(Path file) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(PatientFiles.open(file), StandardCharsets.ISO_8859_1))) {
            return lines.lines().anyMatch(line -> PATIENT.matcher(line).find());
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
