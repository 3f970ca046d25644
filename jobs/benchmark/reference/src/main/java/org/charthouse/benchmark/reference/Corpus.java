package org.charthouse.benchmark.reference;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.opencds.cqf.cql.engine.runtime.DateTime;
import org.opencds.cqf.cql.engine.runtime.Interval;

/** The folder of the official measures: which are complete, by what they count, and their cases. */
final class Corpus {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private final Path folder;

    Corpus(Path folder) {
        this.folder = folder;
        FHIR.getParserOptions().setStripVersionsFromReferences(false);
    }

    /**
     * A criterion of a measure.
     *
     * @param group its number, from 1
     * @param population its code
     */
    record Criterion(int group, String population, String expression) {}

    /**
     * A measure.
     *
     * @param library the file of its main library, without ending
     */
    record Measure(String name, String library, Interval period, List<Criterion> criteria) {}

    /** A person: resources by type, in the order of the file. */
    record Case(Measure measure, String id, String patient, Map<String, List<Resource>> resources) {}

    static JsonNode gunzipped(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return JSON.readTree(in);
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Measures that have all of their libraries. */
    List<Measure> measures() throws IOException {
        List<Measure> measures = new ArrayList<>();
        for (String line : Files.readAllLines(file("measures.tsv"))) {
            String[] row = line.split("\t", -1);
            if (row[5].equals("yes")) {
                measures.add(measure(row[0], row[1] + "-" + row[2]));
            }
        }
        return measures;
    }

    /** Observations are no populations: they are left out. */
    private Measure measure(String name, String library) throws IOException {
        JsonNode measure = gunzipped(file("measures/" + name + ".json.gz"));
        List<Criterion> criteria = new ArrayList<>();
        int number = 0;
        for (JsonNode group : measure.path("group")) {
            number++;
            for (JsonNode population : group.path("population")) {
                String code = population.at("/code/coding/0/code").asText();
                if (!code.equals("measure-observation")) {
                    criteria.add(new Criterion(
                            number, code, population.at("/criteria/expression").asText()));
                }
            }
        }
        return new Measure(name, library, period(measure.path("effectivePeriod")), criteria);
    }

    private static Interval period(JsonNode period) {
        LocalTime last = LocalTime.of(23, 59, 59, 999_000_000);
        return new Interval(
                moment(period.path("start"), LocalTime.MIDNIGHT), true, moment(period.path("end"), last), true);
    }

    private static DateTime moment(JsonNode day, LocalTime time) {
        return new DateTime(
                LocalDate.parse(day.asText().substring(0, 10)).atTime(time).atOffset(ZoneOffset.UTC));
    }

    List<Case> cases(List<Measure> measures) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (Measure measure : measures) {
            try (Stream<Path> files = Files.list(file("cases/" + measure.name()))) {
                for (Path path : files.sorted().toList()) {
                    cases.add(read(measure, path));
                }
            }
        }
        return cases;
    }

    private static Case read(Measure measure, Path path) throws IOException {
        IParser parser = FHIR.newJsonParser().setParserErrorHandler(new LenientErrorHandler(false).disableAllErrors());
        Bundle bundle = (Bundle) parser.parseResource(Files.readString(path));
        Map<String, List<Resource>> resources = new HashMap<>();
        for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
            Resource resource = entry.getResource();
            if (resource != null) {
                resources
                        .computeIfAbsent(resource.fhirType(), type -> new ArrayList<>())
                        .add(resource);
            }
        }
        String patient = resources.get("Patient").get(0).getIdElement().getIdPart();
        String file = path.getFileName().toString();
        return new Case(measure, file.substring(0, file.length() - ".json".length()), patient, resources);
    }
}
