package org.charthouse.translation;

import static org.cqframework.cql.cql2elm.CqlCompilerOptions.Options.DisableListDemotion;
import static org.cqframework.cql.cql2elm.CqlCompilerOptions.Options.DisableListPromotion;
import static org.cqframework.cql.cql2elm.CqlCompilerOptions.Options.EnableLocators;
import static org.cqframework.cql.cql2elm.CqlCompilerOptions.Options.EnableResultTypes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cqframework.cql.cql2elm.CqlCompiler;
import org.cqframework.cql.cql2elm.CqlCompilerException;
import org.cqframework.cql.cql2elm.CqlCompilerException.ErrorSeverity;
import org.cqframework.cql.cql2elm.CqlCompilerOptions;
import org.cqframework.cql.cql2elm.CqlTranslator;
import org.cqframework.cql.cql2elm.LibraryBuilder.SignatureLevel;
import org.cqframework.cql.cql2elm.LibraryManager;
import org.cqframework.cql.cql2elm.ModelManager;
import org.cqframework.cql.cql2elm.quick.FhirLibrarySourceProvider;
import org.cqframework.cql.elm.tracking.TrackBack;
import org.hl7.elm.r1.Library;
import org.jspecify.annotations.Nullable;

/**
 * Translates CQL 1.5 to ELM R1. Models (FHIR 4.0.1, US Core, QI-Core) and FHIRHelpers come with the translator; other libraries
 * come from the folder.
 */
final class Translator {

    private final CqlFolder folder;
    private final LibraryManager libraries;

    Translator(CqlFolder folder) {
        this.folder = folder;
        CqlCompilerOptions options = new CqlCompilerOptions(
                ErrorSeverity.Info,
                SignatureLevel.Overloads,
                EnableLocators,
                EnableResultTypes,
                DisableListDemotion,
                DisableListPromotion);
        libraries = new LibraryManager(new ModelManager(), options);
        libraries.getLibrarySourceLoader().registerProvider(folder);
        libraries.getLibrarySourceLoader().registerProvider(new FhirLibrarySourceProvider());
    }

    /** Translates one file. All that is wrong with it is told at once. */
    Translation translate(Path file) {
        try {
            return translate(file, Files.readString(file));
        } catch (CharacterCodingException e) {
            return new Translation(
                    file, null, List.of(Message.ofFile(file.toString(), "this is no UTF-8 text; save it as UTF-8")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Translation translate(Path file, String cql) throws IOException {
        CqlCompiler compiler = new CqlCompiler(libraries);
        Library library = compiler.run(cql);
        Set<Message> messages = new LinkedHashSet<>();
        compiler.getExceptions().stream()
                .filter(exception -> exception.getSeverity() != ErrorSeverity.Info)
                .map(exception -> message(exception, file))
                .sorted(Comparator.comparing(Message::file)
                        .thenComparing(Message::line)
                        .thenComparing(Message::column))
                .forEach(messages::add);
        Message misnamed = misnamed(library, file);
        if (misnamed != null && messages.stream().noneMatch(Message::isError)) {
            messages.add(misnamed);
        }
        boolean isBroken = messages.stream().anyMatch(Message::isError);
        return new Translation(
                file, isBroken ? null : ElmJson.text(CqlTranslator.convertToJson(library)), List.copyOf(messages));
    }

    /** Libraries find one another by the names of their files. */
    private static @Nullable Message misnamed(Library library, Path file) {
        String expected = CqlFolder.library(file);
        String id =
                library.getIdentifier() == null ? null : library.getIdentifier().getId();
        if (expected.equals(id)) {
            return null;
        }
        String found = id == null ? "no library is named here" : "the library is named '" + id + "'";
        return new Message(
                file.toString(), 1, 1, true, found + ", the file " + expected + CqlFolder.ENDING + "; name both alike");
    }

    /** An error in a library that this file includes is told of that library's file. */
    private Message message(CqlCompilerException exception, Path file) {
        boolean isError = exception.getSeverity() == ErrorSeverity.Error;
        String text = String.valueOf(exception.getMessage())
                .strip()
                .replaceAll("\\s*\\R\\s*", " ")
                .replace(", namespace uri null", "");
        TrackBack place = exception.getLocator();
        if (place == null) {
            return new Message(file.toString(), 0, 0, isError, text);
        }
        Path other = place.getLibrary() == null
                ? null
                : folder.file(String.valueOf(place.getLibrary().getId()));
        return new Message(
                (other == null ? file : other).toString(), place.getStartLine(), place.getStartChar(), isError, text);
    }
}
