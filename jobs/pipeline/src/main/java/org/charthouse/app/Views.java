package org.charthouse.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.error.UserError;
import org.charthouse.fhir.CompiledView;
import org.charthouse.fhir.FhirSchema;
import org.charthouse.fhir.ViewCompiler;
import org.charthouse.fhir.ViewDefinition;
import org.charthouse.spec.ElementList;
import org.charthouse.spec.Specifications;

/**
 * ViewDefinitions, compiled.
 *
 * @param byName those of {@code schemas/views}, by name of the file
 * @param known what a patient is known by, where it could be compiled
 */
record Views(SortedMap<String, View> byName, Optional<View> known) {

    /** The view of what a patient is known by. */
    static final String KNOWN = "conf/identity/patient.json";

    /**
     * One view.
     *
     * @param resource the FHIR resource type that it reads
     * @param text its JSON
     * @param compiled its columns
     */
    record View(String resource, String text, CompiledView compiled) {}

    /** Compiles all; what is wrong goes to the problems. */
    static Views compile(Specifications specs, Problems problems) {
        SortedMap<String, View> views = new TreeMap<>();
        specs.views()
                .forEach((name, file) -> compile("schemas/views/" + name + ".json", file, specs, problems)
                        .ifPresent(view -> views.put(name, view)));
        Optional<View> known = compile(KNOWN, specs.known(), specs, problems);
        known.filter(view -> !view.resource().equals("Patient"))
                .ifPresent(view -> problems.add(
                        "A view of " + view.resource(),
                        Place.of(KNOWN),
                        "it says what a patient is known by",
                        "make it one of Patient"));
        return new Views(views, known);
    }

    private static Optional<View> compile(String shown, Path file, Specifications specs, Problems problems) {
        Place place = Place.of(shown);
        try {
            String text = Files.readString(file);
            ViewDefinition definition = ViewDefinition.parse(text);
            ElementList elements = specs.elements().get(definition.resource());
            if (elements == null) {
                problems.add(
                        "Unknown resource '" + definition.resource() + "'",
                        place,
                        "no element list says what is kept of it",
                        NearestWord.cure(definition.resource(), specs.elements().keySet()));
                return Optional.empty();
            }
            CompiledView compiled =
                    ViewCompiler.compile(definition, FhirSchema.of(elements.resource(), elements.paths()));
            return Optional.of(new View(elements.resource(), text, compiled));
        } catch (UserError e) {
            problems.addAll(e.problems());
        } catch (NoSuchFileException e) {
            problems.add("No such file", place, "nothing is there", "put the ViewDefinition there");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.empty();
    }
}
