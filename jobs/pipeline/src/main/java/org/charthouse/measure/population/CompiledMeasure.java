package org.charthouse.measure.population;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.content.MeasureDefinition.Component;
import org.charthouse.measure.content.MeasureDefinition.Composition;
import org.charthouse.measure.content.MeasureDefinition.Criterion;
import org.charthouse.measure.content.MeasureDefinition.Group;
import org.charthouse.measure.content.MeasureDefinition.Population;
import org.charthouse.measure.content.MeasureDefinition.Scoring;
import org.charthouse.measure.elm.Definition;
import org.charthouse.measure.elm.ElmLibrary;
import org.charthouse.measure.elm.ElmProblem;
import org.charthouse.measure.elm.Linker;
import org.charthouse.measure.elm.Observer;
import org.charthouse.measure.elm.Subject;
import org.charthouse.measure.population.Membership.Observation;
import org.jspecify.annotations.Nullable;

/** A measure with its criteria compiled. Safe for several threads. */
public final class CompiledMeasure {

    private static final String BOOLEAN = "boolean";

    private final MeasureDefinition measure;
    private final List<CompiledGroup> groups = new ArrayList<>();
    private final List<Descriptor> supplemental;
    private final List<String> withoutDescriptors = new ArrayList<>();
    private final @Nullable Composite composite;

    /** A group's criteria. */
    private record CompiledGroup(
            Group group,
            Map<Population, Definition> definitions,
            Map<Population, Observer> observers,
            List<Descriptor> stratifiers) {}

    /**
     * A measure.
     *
     * @throws ElmProblem where its library lacks something
     */
    public CompiledMeasure(MeasureDefinition measure, ElmLibrary library, Linker linker) {
        this.measure = measure;
        this.composite = null;
        for (Group group : measure.groups()) {
            Map<Population, Definition> definitions = new LinkedHashMap<>();
            Map<Population, Observer> observers = new LinkedHashMap<>();
            for (Population population : group.populations()) {
                String name = named(library, population.expression(), measure);
                if (population.code().equals(PopulationCode.OBSERVATION)) {
                    observers.put(population, Observer.of(linker, library, name));
                } else {
                    definitions.put(population, linker.definition(library, name));
                }
            }
            groups.add(new CompiledGroup(
                    group, definitions, observers, descriptors(group.stratifiers(), library, linker, true)));
        }
        this.supplemental = descriptors(measure.supplemental(), library, linker, false);
    }

    /**
     * A measure that is composed of others.
     *
     * @param components in the order of its composition
     * @throws ElmProblem where one has no group of that id, or the way of scoring is not known
     */
    public CompiledMeasure(MeasureDefinition measure, Composition composition, List<CompiledMeasure> components) {
        this.measure = measure;
        List<Composite.Part> parts = new ArrayList<>();
        for (int at = 0; at < components.size(); at++) {
            Component part = composition.components().get(at);
            parts.add(new Composite.Part(components.get(at), components.get(at).number(part.group()), part.weight()));
        }
        this.composite = new Composite(composition.scoring(), parts);
        measure.groups().forEach(group -> groups.add(new CompiledGroup(group, Map.of(), Map.of(), List.of())));
        this.supplemental = List.of();
    }

    /** The number of the group of an id; the first where none is asked for. */
    private int number(String id) {
        return measure.groups().stream()
                .filter(group -> id.isEmpty() || group.id().equals(id))
                .map(Group::number)
                .findFirst()
                .orElseThrow(() -> new ElmProblem(
                        "Measure " + measure.name() + " has no group '" + id + "', which a composite measure counts by",
                        "take both measures from the same package"));
    }

    /** Descriptors that cannot be compiled are left out, and told: a measure can be counted without them. */
    private List<Descriptor> descriptors(
            List<Criterion> criteria, ElmLibrary library, Linker linker, boolean isStratifier) {
        List<Descriptor> descriptors = new ArrayList<>();
        for (Criterion criterion : criteria) {
            String name = library.definitionLike(criterion.expression());
            try {
                String found = name == null ? criterion.expression() : name;
                descriptors.add(new Descriptor(found, linker.definition(library, found), isStratifier));
            } catch (ElmProblem e) {
                withoutDescriptors.add(criterion.expression() + ": " + e.getMessage());
            }
        }
        return descriptors;
    }

    private static String named(ElmLibrary library, String expression, MeasureDefinition measure) {
        String name = library.definitionLike(expression);
        if (name == null) {
            throw new ElmProblem(
                    "Library " + library.name() + " " + library.version() + " has no definition '" + expression
                            + "', which measure " + measure.name() + " counts by",
                    "take measure and library from the same package");
        }
        return name;
    }

    public MeasureDefinition measure() {
        return measure;
    }

    /** The definitions of its criteria. */
    public List<Definition> definitions() {
        return composite != null
                ? composite.definitions()
                : groups.stream()
                        .flatMap(group -> group.definitions.values().stream())
                        .distinct()
                        .toList();
    }

    /** The definitions of those of its criteria that say who or what is looked at, before any is left out or judged. */
    public List<Definition> qualifying() {
        return groups.stream()
                .flatMap(group -> group.definitions.entrySet().stream())
                .filter(each -> PopulationCode.QUALIFYING.contains(each.getKey().code()))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
    }

    /** Stratifiers and supplemental data that it is counted without, and why. */
    public List<String> withoutDescriptors() {
        return withoutDescriptors;
    }

    /** The stratifiers of a group, then the supplemental data of the measure. */
    public List<Descriptor> descriptors(int number) {
        List<Descriptor> all = new ArrayList<>(groups.get(number - 1).stratifiers);
        all.addAll(supplemental);
        return all;
    }

    /** The definitions of the populations of a group, by the code of the population; the first where a code comes twice. */
    public Map<String, Definition> definitions(int number) {
        Map<String, Definition> byCode = new LinkedHashMap<>();
        groups.get(number - 1)
                .definitions
                .forEach((population, definition) -> byCode.putIfAbsent(population.code(), definition));
        return byCode;
    }

    /**
     * Who or what is in the populations of a group.
     *
     * @param number of the group, from 1
     * @throws org.charthouse.measure.value.CqlException where a criterion has no value for the person
     */
    public Membership evaluate(int number, Subject subject) {
        return composite != null ? composite.evaluate(subject) : evaluate(groups.get(number - 1), subject);
    }

    private static Membership evaluate(CompiledGroup group, Subject subject) {
        Map<String, List<Object>> raw = new LinkedHashMap<>();
        Map<String, String> ids = new LinkedHashMap<>();
        boolean isBoolean = group.group.basis().equals(BOOLEAN);
        boolean isRatio = group.group.scoring() == Scoring.RATIO;
        group.definitions.forEach((population, definition) -> {
            List<Object> members = members(subject.value(definition), isBoolean, subject);
            raw.putIfAbsent(population.code(), members);
            ids.put(population.id(), population.code());
            if (isRatio && population.code().equals(PopulationCode.INITIAL)) {
                drawnFrom(group, population).forEach(code -> raw.put(PopulationCode.INITIAL + " " + code, members));
            }
        });
        Map<String, List<Object>> gated = Gating.apply(group.group.scoring(), raw);
        return new Membership(gated, observations(group, gated, ids, subject));
    }

    /** The populations that say that they are drawn from an initial population. */
    private static List<String> drawnFrom(CompiledGroup group, Population initial) {
        return group.definitions.keySet().stream()
                .filter(population ->
                        !initial.id().isEmpty() && population.reference().equals(initial.id()))
                .map(Population::code)
                .toList();
    }

    private static List<Object> members(@Nullable Object value, boolean isBoolean, Subject subject) {
        if (isBoolean) {
            return Boolean.TRUE.equals(value) ? List.of(subject) : List.of();
        }
        if (value instanceof List<?> list) {
            List<Object> present = new ArrayList<>();
            list.stream().filter(Objects::nonNull).forEach(present::add);
            return present;
        }
        boolean isNone = value == null || Boolean.FALSE.equals(value);
        return isNone ? List.of() : List.of(value);
    }

    private static List<Observation> observations(
            CompiledGroup group, Map<String, List<Object>> members, Map<String, String> ids, Subject subject) {
        List<Observation> observations = new ArrayList<>();
        boolean isContinuous = group.group.scoring() == Scoring.CONTINUOUS_VARIABLE;
        group.observers.forEach((population, observer) -> {
            String of = ids.getOrDefault(
                    population.reference(),
                    isContinuous ? PopulationCode.MEASURE_POPULATION : PopulationCode.DENOMINATOR);
            List<Object> excluded = members.getOrDefault(of + "-exclusion", List.of());
            for (Object member : Gating.without(members.getOrDefault(of, List.of()), excluded)) {
                Object value = observer.observe(subject, member);
                observations.add(new Observation(of, population.aggregate(), value));
            }
        });
        return observations;
    }
}
