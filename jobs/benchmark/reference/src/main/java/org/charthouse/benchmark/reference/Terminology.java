package org.charthouse.benchmark.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.opencds.cqf.cql.engine.runtime.Code;
import org.opencds.cqf.cql.engine.terminology.CodeSystemInfo;
import org.opencds.cqf.cql.engine.terminology.TerminologyProvider;
import org.opencds.cqf.cql.engine.terminology.ValueSetInfo;

/** The expanded value sets, hashed; one that is not there is empty. */
final class Terminology implements TerminologyProvider {

    private final Map<String, Codes> sets = new HashMap<>();

    /** A value set. */
    private record Codes(List<Code> all, Map<String, Set<String>> bySystem) {

        static Codes none() {
            return new Codes(new ArrayList<>(), new HashMap<>());
        }

        void add(Code code) {
            all.add(code);
            bySystem.computeIfAbsent(code.getSystem(), system -> new HashSet<>())
                    .add(code.getCode());
        }

        boolean has(Code code) {
            return code.getSystem() == null
                    ? bySystem.values().stream().anyMatch(codes -> codes.contains(code.getCode()))
                    : bySystem.getOrDefault(code.getSystem(), Set.of()).contains(code.getCode());
        }
    }

    Terminology(Corpus corpus) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(corpus.file("valuesets.ndjson.gz"))),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode set = Corpus.JSON.readTree(line);
                Codes codes = sets.computeIfAbsent(set.path("url").asText(), url -> Codes.none());
                for (JsonNode each : set.path("expansion").path("contains")) {
                    codes.add(new Code()
                            .withSystem(each.path("system").asText())
                            .withCode(each.path("code").asText()));
                }
            }
        }
    }

    private Codes set(ValueSetInfo info) {
        String id = info.getId();
        int bar = id.indexOf('|');
        return sets.computeIfAbsent(bar < 0 ? id : id.substring(0, bar), url -> Codes.none());
    }

    @Override
    public boolean in(Code code, ValueSetInfo valueSet) {
        return set(valueSet).has(code);
    }

    @Override
    public Iterable<Code> expand(ValueSetInfo valueSet) {
        return set(valueSet).all();
    }

    @Override
    public Code lookup(Code code, CodeSystemInfo codeSystem) {
        return null;
    }
}
