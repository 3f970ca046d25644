package org.charthouse.measure.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.charthouse.measure.value.Code;
import org.jspecify.annotations.Nullable;

/** Value sets by URL and version: what their expansions hold and what their definitions list. */
final class ValueSets {

    private final Map<String, TreeMap<String, ValueSetCodes>> byUrl = new LinkedHashMap<>();

    /** Adds a ValueSet. One that comes again under its URL and version adds to it. */
    void add(JsonNode node) {
        byUrl.computeIfAbsent(node.path("url").asText(), unknown -> new TreeMap<>(Versions.ORDER))
                .computeIfAbsent(node.path("version").asText(), unknown -> new ValueSetCodes())
                .add(node);
    }

    /** The codes of a value set; the newest version where none is asked for or that one is not there. */
    Optional<Collection<Code>> find(String url, String version) {
        ValueSetCodes held = held(url, version);
        return held == null || held.codes().isEmpty() ? Optional.empty() : Optional.of(held.codes());
    }

    /** What is there of a value set; null where nothing is. */
    @Nullable
    ValueSetCodes held(String url, String version) {
        String bare = url.contains("|") ? url.substring(0, url.indexOf('|')) : url;
        String wanted = version.isEmpty() && url.contains("|") ? url.substring(url.indexOf('|') + 1) : version;
        TreeMap<String, ValueSetCodes> versions = byUrl.get(bare);
        return versions == null
                ? null
                : versions.getOrDefault(wanted, versions.lastEntry().getValue());
    }

    int size() {
        return byUrl.size();
    }
}
