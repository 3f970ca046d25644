package org.charthouse.measure.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.charthouse.measure.elm.Content;
import org.charthouse.measure.elm.ElmLibrary;
import org.charthouse.measure.value.Code;
import org.jspecify.annotations.Nullable;

/** What was found in a package. */
public final class MeasurePackage implements Content {

    private final Map<String, MeasureDefinition> measures = new TreeMap<>();
    private final Map<String, TreeMap<String, ElmLibrary>> published = new LinkedHashMap<>();
    private final Map<String, TreeMap<String, ElmLibrary>> compiled = new LinkedHashMap<>();
    private final Set<String> withoutElm = new HashSet<>();
    private final ValueSets valueSets = new ValueSets();

    /** Adds a measure; of several of one name the newest is taken. */
    void add(MeasureDefinition measure) {
        measures.merge(
                measure.name(),
                measure,
                (known, other) -> Versions.ORDER.compare(other.version(), known.version()) < 0 ? known : other);
    }

    /** Sets {@code increase} or {@code decrease} by the name of the measure, whatever its metadata say. */
    void direct(Map<String, String> directions) {
        measures.replaceAll(
                (name, measure) -> directions.containsKey(name) ? measure.directed(directions.get(name)) : measure);
    }

    /**
     * Adds a Measure resource.
     *
     * @throws org.charthouse.error.UserError where it cannot be understood
     */
    public MeasureDefinition addMeasure(JsonNode node) {
        MeasureDefinition measure = MeasureReader.read(node);
        add(measure);
        return measure;
    }

    /**
     * Adds a library under the name and version that it was published with and under those that its ELM says, which may be
     * older: authoring tools stamp them differently.
     */
    public void add(String name, String version, ElmLibrary library) {
        published
                .computeIfAbsent(name, unknown -> new TreeMap<>(Versions.ORDER))
                .put(version, library);
        compiled.computeIfAbsent(library.name(), unknown -> new TreeMap<>(Versions.ORDER))
                .put(library.version(), library);
    }

    /** Adds a ValueSet resource. */
    public void addValueSet(JsonNode node) {
        valueSets.add(node);
    }

    /** Tells that a library is there only as CQL. */
    public void addWithoutElm(String name) {
        withoutElm.add(name);
    }

    @Override
    public boolean isWithoutElm(String name) {
        return withoutElm.contains(name);
    }

    /** By name. */
    public List<MeasureDefinition> measures() {
        return new ArrayList<>(measures.values());
    }

    /** The library that the criteria of a measure are defined in; the newest where the measure tells no version. */
    public Optional<ElmLibrary> mainLibrary(MeasureDefinition measure) {
        String canonical = measure.library();
        int bar = canonical.indexOf('|');
        String url = bar < 0 ? canonical : canonical.substring(0, bar);
        String version = bar < 0 ? "" : canonical.substring(bar + 1);
        String name = url.substring(url.lastIndexOf('/') + 1);
        return find(published.get(name), version).or(() -> find(compiled.get(name), version));
    }

    @Override
    public Optional<ElmLibrary> library(String name, String version) {
        return exact(compiled.get(name), version)
                .or(() -> exact(published.get(name), version))
                .or(() -> version.isEmpty() ? find(compiled.get(name), "") : Optional.empty());
    }

    private static Optional<ElmLibrary> exact(@Nullable NavigableMap<String, ElmLibrary> versions, String version) {
        return versions == null ? Optional.empty() : Optional.ofNullable(versions.get(version));
    }

    private static Optional<ElmLibrary> find(@Nullable NavigableMap<String, ElmLibrary> versions, String version) {
        if (versions == null || versions.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(versions.getOrDefault(version, versions.lastEntry().getValue()));
    }

    @Override
    public Optional<Collection<Code>> valueSet(String url, String version) {
        return valueSets.find(url, version);
    }

    /** What the package has of a value set. */
    public Optional<ValueSetCodes> valueSetCodes(String url) {
        return Optional.ofNullable(valueSets.held(url, ""));
    }

    public int valueSets() {
        return valueSets.size();
    }
}
