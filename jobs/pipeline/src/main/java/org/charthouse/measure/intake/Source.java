package org.charthouse.measure.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.measure.content.MeasureDefinition;
import org.charthouse.measure.content.MeasurePackage;
import org.charthouse.measure.content.PackageReader;
import org.charthouse.measure.content.ResourceFiles;
import org.charthouse.measure.content.ValueSetCodes;
import org.charthouse.measure.content.Versions;
import org.charthouse.measure.elm.ElmLibrary;

/** All measures, libraries and value sets of a folder, zip file or Bundle, and what is wrong with them. */
final class Source {

    private final List<Problem> problems = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final Map<String, Part> measures = new TreeMap<>();
    private final Map<String, Part> libraries = new TreeMap<>();
    private final Map<String, Part> valueSets = new TreeMap<>();
    private final IdentityHashMap<ElmLibrary, Part> ofElm = new IdentityHashMap<>();
    private final MeasurePackage content = new MeasurePackage();

    private Source() {}

    /** Reads a source to its end, whatever is wrong with it. */
    static Source read(List<Path> paths) {
        Source source = new Source();
        ResourceFiles files = new ResourceFiles(source::take, problem -> source.problems.addAll(problem.problems()));
        paths.forEach(files::read);
        source.libraries.values().forEach(source::addLibrary);
        source.measures.values().forEach(part -> source.content.addMeasure(part.node()));
        source.valueSets.values().forEach(source::addValueSet);
        return source;
    }

    private void take(JsonNode node, Path origin) {
        try {
            String type = PackageReader.isElm(node)
                    ? "Elm"
                    : node.path("resourceType").asText();
            switch (type) {
                case "Measure" -> measure(node, origin);
                case "Library" -> library(node, origin);
                case "Elm" -> elm(node, origin);
                case "ValueSet" -> valueSet(node, origin);
                default -> {
                    // patients, expected results and all else of a package
                }
            }
        } catch (UserError e) {
            problems.addAll(e.problems());
        }
    }

    /** Of several versions the newest is wanted: one of a name can be counted. */
    private void measure(JsonNode node, Path origin) {
        MeasureDefinition measure = new MeasurePackage().addMeasure(node);
        Part part = new Part("Measure " + measure.name() + "|" + measure.version(), node, origin, Fingerprint.of(node));
        Part known = measures.get(measure.name());
        if (known == null) {
            measures.put(measure.name(), part);
            return;
        }
        String before = known.node().path("version").asText();
        int order = Versions.ORDER.compare(measure.version(), before);
        if (order == 0) {
            sameOrTold(known, part);
            return;
        }
        remarks.add("measure " + measure.name() + " comes in versions " + (order > 0 ? before : measure.version())
                + " and " + (order > 0 ? measure.version() : before) + ": the newer is taken");
        if (order > 0) {
            measures.put(measure.name(), part);
        }
    }

    private void library(JsonNode node, Path origin) {
        Optional<ElmLibrary> elm = PackageReader.elm(node, origin);
        String name = node.path("name").asText(node.path("id").asText());
        if (elm.isEmpty()) {
            content.addWithoutElm(name);
            return;
        }
        String key = name + "|" + node.path("version").asText();
        keep(
                libraries,
                new Part(
                        "Library " + key, node, origin, Fingerprint.of(elm.get().json())));
    }

    private void elm(JsonNode node, Path origin) {
        ElmLibrary elm = new ElmLibrary(node);
        String key = "Library " + elm.name() + "|" + elm.version();
        Part known = libraries.get(key);
        String hash = Fingerprint.of(elm.json());
        if (known == null || !known.hash().equals(hash)) {
            keep(libraries, new Part(key, node, origin, hash));
        }
    }

    private void keep(Map<String, Part> parts, Part part) {
        Part known = parts.putIfAbsent(part.key(), part);
        if (known != null) {
            sameOrTold(known, part);
        }
    }

    private void sameOrTold(Part known, Part part) {
        if (!known.hash().equals(part.hash())) {
            problems.add(IntakeErrors.twice(known, part));
        }
    }

    /** One that has all codes of another under its URL and version is the better one: publishers cut some short. */
    private void valueSet(JsonNode node, Path origin) {
        CodeList codes = CodeList.of(node);
        String key = "ValueSet " + node.path("url").asText() + "|"
                + node.path("version").asText();
        Part part = new Part(key, node, origin, codes.hash());
        Part known = valueSets.putIfAbsent(key, part);
        if (known == null || known.hash().equals(part.hash())) {
            return;
        }
        CodeList before = CodeList.of(known.node());
        if (before.holds(codes) || codes.holds(before)) {
            remarks.add("value set " + key.substring("ValueSet ".length()) + " comes with " + before.size()
                    + " and with " + codes.size() + " codes: the longer list is taken");
            valueSets.put(key, codes.holds(before) ? part : known);
        } else {
            problems.add(IntakeErrors.twice(known, part));
        }
    }

    private void addLibrary(Part part) {
        JsonNode node = part.node();
        boolean isElm = PackageReader.isElm(node);
        ElmLibrary elm = isElm
                ? new ElmLibrary(node)
                : PackageReader.elm(node, part.origin()).orElseThrow();
        String name =
                isElm ? elm.name() : node.path("name").asText(node.path("id").asText());
        String version = isElm ? elm.version() : node.path("version").asText();
        ofElm.put(elm, part);
        content.add(name, version, elm);
    }

    private void addValueSet(Part part) {
        content.addValueSet(part.node());
        if (ValueSetCodes.of(part.node()).isUnited()) {
            remarks.add("value set " + part.key().substring("ValueSet ".length())
                    + " lists codes that its expansion has not: both are taken");
        }
    }

    List<Problem> problems() {
        return problems;
    }

    List<String> remarks() {
        return remarks;
    }

    /** Everything together, as it would be evaluated. */
    MeasurePackage content() {
        return content;
    }

    Optional<Part> measure(String name) {
        return Optional.ofNullable(measures.get(name));
    }

    /** The resource that ELM of {@link #content} stood in. */
    Optional<Part> of(ElmLibrary elm) {
        return Optional.ofNullable(ofElm.get(elm));
    }

    /** All versions of a value set. */
    List<Part> valueSet(String url) {
        return valueSets.values().stream()
                .filter(part -> part.node().path("url").asText().equals(url))
                .toList();
    }

    /** Libraries and value sets by what they are told apart by. */
    Map<String, Part> shared() {
        Map<String, Part> shared = new TreeMap<>(libraries);
        shared.putAll(valueSets);
        return shared;
    }
}
