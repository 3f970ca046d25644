package org.charthouse.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
 * The ViewDefinitions of {@code schemas/views}, compiled.
 *
 * @param byName by name of the file
 */
record Views(SortedMap<String, View> byName) {

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
        specs.views().forEach((name, file) -> {
            Place place = Place.of("schemas/views/" + name + ".json");
            try {
                String text = Files.readString(file);
                ViewDefinition definition = ViewDefinition.parse(text);
                ElementList elements = specs.elements().get(definition.resource());
                if (elements == null) {
                    problems.add(
                            "Unknown resource '" + definition.resource() + "'",
                            place,
                            "no element list says what is kept of it",
                            NearestWord.cure(
                                    definition.resource(), specs.elements().keySet()));
                    return;
                }
                CompiledView compiled =
                        ViewCompiler.compile(definition, FhirSchema.of(elements.resource(), elements.paths()));
                views.put(name, new View(elements.resource(), text, compiled));
            } catch (UserError e) {
                problems.addAll(e.problems());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new Views(views);
    }
}
