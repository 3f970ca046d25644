package org.charthouse.benchmark.reference;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.lang3.tuple.Pair;
import org.charthouse.benchmark.reference.Corpus.Case;
import org.charthouse.benchmark.reference.Corpus.Criterion;
import org.charthouse.benchmark.reference.Corpus.Measure;
import org.hl7.elm.r1.VersionedIdentifier;
import org.opencds.cqf.cql.engine.data.CompositeDataProvider;
import org.opencds.cqf.cql.engine.exception.CqlException;
import org.opencds.cqf.cql.engine.execution.CqlEngine;
import org.opencds.cqf.cql.engine.execution.Environment;
import org.opencds.cqf.cql.engine.execution.EvaluationResult;
import org.opencds.cqf.cql.engine.fhir.model.R4FhirModelResolver;

/** The reference engine, set up as is best for it: one for all persons, with its caches of functions and expressions. */
final class Engine {

    /** No library asks for the time. */
    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC);

    private final Libraries libraries;
    private final Retrieval retrieval;
    private final CqlEngine engine;
    private final Map<Measure, Set<String>> definitions = new HashMap<>();

    Engine(Corpus corpus) throws IOException {
        libraries = new Libraries(corpus);
        Terminology terminology = new Terminology(corpus);
        R4FhirModelResolver model = new R4FhirModelResolver();
        retrieval = new Retrieval(model, terminology);
        Environment environment = new Environment(
                libraries.manager(),
                Map.of("http://hl7.org/fhir", new CompositeDataProvider(model, retrieval)),
                terminology);
        engine = new CqlEngine(environment, EnumSet.of(CqlEngine.Options.EnableExpressionCaching));
    }

    /** The definitions that a measure counts by, each once. */
    private Set<String> wanted(Measure measure) {
        return definitions.computeIfAbsent(measure, unknown -> {
            Set<String> names = new LinkedHashSet<>();
            measure.criteria().forEach(criterion -> names.add(name(measure, criterion)));
            return names;
        });
    }

    private String name(Measure measure, Criterion criterion) {
        return libraries.definition(measure.library(), criterion.expression());
    }

    /** The values of a person's definitions; one that fails has none, and is told as a {@link CqlException}. */
    Map<String, Object> evaluate(Case person) {
        retrieval.person(person.resources());
        engine.getCache().getExpressions().clear();
        Set<String> names = wanted(person.measure());
        Map<String, Object> values = new HashMap<>();
        try {
            keep(values, names, evaluate(person, names));
        } catch (CqlException e) {
            for (String name : names) {
                try {
                    keep(values, Set.of(name), evaluate(person, Set.of(name)));
                } catch (CqlException failed) {
                    values.put(name, failed);
                }
            }
        }
        return values;
    }

    private static void keep(Map<String, Object> values, Set<String> names, EvaluationResult result) {
        for (String name : names) {
            values.put(name, result.forExpression(name).value());
        }
    }

    private EvaluationResult evaluate(Case person, Set<String> names) {
        VersionedIdentifier library = libraries.identifier(person.measure().library());
        return engine.evaluate(
                library,
                names,
                Pair.of("Patient", person.patient()),
                Map.of("Measurement Period", person.measure().period()),
                null,
                NOW);
    }

    /** Lines of {@code measure,case,group,population,count}: how many satisfy each criterion, before one excludes another. */
    List<String> lines(Case person, Map<String, Object> values) {
        List<String> lines = new ArrayList<>();
        Measure measure = person.measure();
        for (Criterion criterion : measure.criteria()) {
            Object value = values.get(name(measure, criterion));
            lines.add(String.join(
                    ",",
                    measure.name(),
                    person.id(),
                    Integer.toString(criterion.group()),
                    criterion.population(),
                    count(value)));
        }
        return lines;
    }

    private static String count(Object value) {
        if (value instanceof CqlException) {
            return "error";
        }
        if (value instanceof Iterable<?> items) {
            int count = 0;
            for (Object item : items) {
                count += item == null ? 0 : 1;
            }
            return Integer.toString(count);
        }
        return value == null || Boolean.FALSE.equals(value) ? "0" : "1";
    }
}
