package org.charthouse.translation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cqframework.cql.cql2elm.LibrarySourceProvider;
import org.hl7.elm.r1.VersionedIdentifier;
import org.jspecify.annotations.Nullable;

/** The CQL files of a folder and of the folders in it. A library stands in the file of its name, wherever that is. */
final class CqlFolder implements LibrarySourceProvider {

    static final String ENDING = ".cql";

    private final Map<String, Path> byLibrary = new TreeMap<>();
    private final List<Message> problems = new ArrayList<>();

    /** Looks for files; reads none. */
    CqlFolder(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Path file) {
        Path other = byLibrary.putIfAbsent(library(file), file);
        if (other != null) {
            problems.add(Message.ofFile(
                    file.toString(),
                    "the library '" + library(file) + "' also stands in " + other
                            + ", so an include could mean either; rename one of the two"));
        }
    }

    /** The library that a file must hold by its name. */
    static String library(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ENDING.length());
    }

    /** One file per library, by name of the library. */
    List<Path> files() {
        return List.copyOf(byLibrary.values());
    }

    @Nullable
    Path file(String library) {
        return byLibrary.get(library);
    }

    /** What is wrong with the folder as a whole. */
    List<Message> problems() {
        return List.copyOf(problems);
    }

    /** The text of a library that another includes; null, as the interface wants it, where it is none of this folder. */
    @Override
    public @Nullable InputStream getLibrarySource(VersionedIdentifier library) {
        Path file = file(library.getId());
        try {
            return file == null ? null : Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
