package org.charthouse.measure.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.charthouse.measure.value.Code;

/** Value sets by URL and version: what their expansions hold and what their definitions list. */
final class ValueSets {

    private final Map<String, TreeMap<String, Set<Code>>> byUrl = new LinkedHashMap<>();

    /** Adds a ValueSet. One that comes again under its URL and version adds to it. */
    void add(JsonNode node) {
        Set<Code> codes = byUrl.computeIfAbsent(node.path("url").asText(), unknown -> new TreeMap<>())
                .computeIfAbsent(node.path("version").asText(), unknown -> new LinkedHashSet<>());
        addContained(node.path("expansion").path("contains"), codes);
        for (JsonNode include : node.path("compose").path("include")) {
            addIncluded(include, codes);
        }
    }

    /** Entries may stand in one another; those that are only headings have no code. */
    private static void addContained(JsonNode contains, Set<Code> codes) {
        for (JsonNode entry : contains) {
            if (entry.has("code") && !entry.path("abstract").asBoolean()) {
                codes.add(new Code(
                        entry.path("code").asText(),
                        CodeSystemNames.canonical(entry.path("system").asText()),
                        null,
                        null));
            }
            addContained(entry.path("contains"), codes);
        }
    }

    private static void addIncluded(JsonNode include, Set<Code> codes) {
        String system = CodeSystemNames.canonical(include.path("system").asText());
        for (JsonNode concept : include.path("concept")) {
            codes.add(new Code(concept.path("code").asText(), system, null, null));
        }
    }

    /** The codes of a value set; the newest version where none is asked for or that one is not there. */
    Optional<Collection<Code>> find(String url, String version) {
        String bare = url.contains("|") ? url.substring(0, url.indexOf('|')) : url;
        String wanted = version.isEmpty() && url.contains("|") ? url.substring(url.indexOf('|') + 1) : version;
        TreeMap<String, Set<Code>> versions = byUrl.get(bare);
        if (versions == null) {
            return Optional.empty();
        }
        Set<Code> codes = versions.getOrDefault(wanted, versions.lastEntry().getValue());
        return codes.isEmpty() ? Optional.empty() : Optional.of(codes);
    }

    int size() {
        return byUrl.size();
    }
}
