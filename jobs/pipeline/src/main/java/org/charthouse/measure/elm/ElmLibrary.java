package org.charthouse.measure.elm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A library of ELM as JSON, its parts by name (ELM, 3 Library). */
public final class ElmLibrary {

    private final JsonNode root;
    private final Map<String, Map<String, JsonNode>> parts = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> functions = new LinkedHashMap<>();

    /**
     * A library.
     *
     * @param json the object that has {@code library}, or that itself
     */
    public ElmLibrary(JsonNode json) {
        this.root = json.path("library").isObject() ? json.get("library") : json;
        List.of("includes", "parameters", "codeSystems", "valueSets", "codes", "concepts")
                .forEach(part -> parts.put(part, named(part, part.equals("includes") ? "localIdentifier" : "name")));
        Map<String, JsonNode> expressions = new LinkedHashMap<>();
        for (JsonNode statement : root.path("statements").path("def")) {
            String name = statement.path("name").asText();
            if (statement.path("type").asText().equals("FunctionDef")) {
                functions.computeIfAbsent(name, unknown -> new ArrayList<>()).add(statement);
            } else {
                expressions.put(name, statement);
            }
        }
        parts.put("statements", expressions);
    }

    private Map<String, JsonNode> named(String part, String key) {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        root.path(part).path("def").forEach(item -> named.put(item.path(key).asText(), item));
        return named;
    }

    /** Its name without its namespace. */
    public String name() {
        return local(root.path("identifier").path("id").asText());
    }

    public String version() {
        return root.path("identifier").path("version").asText();
    }

    /** {@code QICore 6.0.0}, of all models that it uses but CQL's own. */
    public List<String> models() {
        List<String> models = new ArrayList<>();
        for (JsonNode using : root.path("usings").path("def")) {
            String name = using.path("localIdentifier").asText();
            if (!name.equals("System")) {
                models.add((name + " " + using.path("version").asText()).strip());
            }
        }
        return models;
    }

    /**
     * A library that another includes.
     *
     * @param name without its namespace
     * @param version empty where any will do
     */
    public record Include(String name, String version) {}

    /** The libraries that it includes, by the names it has for them. */
    public Map<String, Include> includes() {
        Map<String, Include> includes = new LinkedHashMap<>();
        part("includes")
                .forEach((alias, node) -> includes.put(
                        alias,
                        new Include(
                                local(node.path("path").asText()),
                                node.path("version").asText())));
        return includes;
    }

    /** The value sets that it declares: names by URL, without versions. */
    public Map<String, String> valueSets() {
        Map<String, String> names = new LinkedHashMap<>();
        part("valueSets")
                .forEach((name, node) ->
                        names.putIfAbsent(node.path("id").asText().replaceAll("\\|.*", ""), name));
        return names;
    }

    /** The object that {@code library} is in ELM. */
    public JsonNode json() {
        return root;
    }

    Map<String, JsonNode> part(String name) {
        return parts.getOrDefault(name, Map.of());
    }

    /** The definitions, functions left out. */
    public Iterable<String> definitions() {
        return part("statements").keySet();
    }

    @Nullable
    JsonNode definition(String name) {
        return part("statements").get(name);
    }

    List<JsonNode> functions(String name) {
        return functions.getOrDefault(name, List.of());
    }

    /** The name of a definition in any case of letters; null where there is none. */
    public @Nullable String definitionLike(String name) {
        if (definition(name) != null || functions.containsKey(name)) {
            return name;
        }
        for (String known : part("statements").keySet()) {
            if (known.equalsIgnoreCase(name)) {
                return known;
            }
        }
        return functions.keySet().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(null);
    }

    private static String local(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
