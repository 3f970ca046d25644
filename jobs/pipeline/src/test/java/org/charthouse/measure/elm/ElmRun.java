package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.charthouse.measure.CqlText;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.value.Code;
import org.charthouse.measure.value.Temporal;
import org.jspecify.annotations.Nullable;

/** Runs definitions of libraries for tests: the first library for one person, the others where it includes them. */
final class ElmRun {

    private static final Temporal NOW =
            Objects.requireNonNull(Temporal.parse("2026-03-01T00:00:00.000Z", Temporal.Kind.DATETIME, 0));

    private final List<ElmLibrary> libraries;
    private Map<String, Object> parameters = Map.of();
    private Map<String, List<Element>> shared = Map.of();
    private Map<String, List<Element>> own = Map.of();

    ElmRun(JsonNode... libraries) {
        this.libraries = Arrays.stream(libraries).map(ElmLibrary::new).toList();
    }

    /** The value of one expression, in the writing of {@link CqlText}; {@code error} where it has none. */
    static String value(JsonNode expression) {
        return new ElmRun(ElmText.library("Lib", ElmText.define("It", expression))).text("It");
    }

    ElmRun given(Map<String, Object> values) {
        parameters = values;
        return this;
    }

    ElmRun with(Map<String, List<Element>> sharedByAll, Map<String, List<Element>> ofThePerson) {
        shared = sharedByAll;
        own = ofThePerson;
        return this;
    }

    /** The value of a definition as text, or {@code error}. */
    String text(String definition) {
        return CqlText.made(() -> run(definition));
    }

    /** The value of a definition; an error goes through. */
    @Nullable
    Object run(String definition) {
        Linker linker = new Linker(new Included(libraries), 0);
        Definition wanted = linker.definition(libraries.get(0), definition);
        Program program = linker.program();
        Subject population = program.population(new Run(parameters, NOW), shared);
        return program.subject(population, own).value(wanted);
    }

    /** The libraries that there are, and no value sets. */
    record Included(List<ElmLibrary> libraries) implements Content {
        @Override
        public Optional<ElmLibrary> library(String name, String version) {
            return libraries.stream()
                    .filter(library -> library.name().equals(name))
                    .findFirst();
        }

        @Override
        public Optional<Collection<Code>> valueSet(String url, String version) {
            return Optional.empty();
        }
    }
}
