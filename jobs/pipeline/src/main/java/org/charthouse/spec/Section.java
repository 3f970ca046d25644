package org.charthouse.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping of a YAML file, read key by key. Whatever is wrong goes to the {@link Problems}; the reader goes on with a
 * harmless value, so that all problems of a file are found in one go. After the last read, {@link #end} reports the keys
 * that nobody asked for.
 */
final class Section {

    private final String file;
    private final String path;
    private final int line;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private Section(String file, String path, int line, Problems problems) {
        this.file = file;
        this.path = path;
        this.line = line;
        this.problems = problems;
    }

    Section(MappingNode node, String file, String path, Problems problems) {
        this(file, path, node.getStartMark().getLine() + 1, problems);
        for (NodeTuple tuple : node.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            int at = tuple.getKeyNode().getStartMark().getLine() + 1;
            if (values.put(key, tuple.getValueNode()) != null) {
                problems.add("Key given twice", new Place(file, at, dotted(key)), "the second would win", "keep one");
            }
            lines.put(key, at);
        }
    }

    String file() {
        return file;
    }

    /** Where a key stands, or where the section starts if it is absent. */
    Place place(String key) {
        return new Place(file, lines.getOrDefault(key, line), dotted(key));
    }

    Set<String> keys() {
        return values.keySet();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** A text that must be there. */
    String text(String key) {
        Optional<String> given = optionalText(key).filter(text -> !text.isBlank());
        if (given.isEmpty()) {
            if (!has(key)) {
                missing(key);
            } else if (isEmpty(key)) {
                wrong(key, "it is empty, and a value is required here");
            }
        }
        return given.orElse("");
    }

    private boolean isEmpty(String key) {
        Node node = values.get(key);
        return node == null
                || PlainYaml.isNull(node)
                || (node instanceof ScalarNode scalar && scalar.getValue().isBlank());
    }

    Optional<String> optionalText(String key) {
        Node node = ask(key);
        if (node == null || PlainYaml.isNull(node)) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        wrong(key, "a single value is expected here");
        return Optional.empty();
    }

    boolean flag(String key, boolean otherwise) {
        Optional<String> given = optionalText(key);
        if (given.isEmpty()) {
            return otherwise;
        }
        if (!given.get().equals("true") && !given.get().equals("false")) {
            wrong(key, "true or false is expected here");
        }
        return given.get().equals("true");
    }

    int number(String key, int otherwise, int least, int most) {
        Optional<String> given = optionalText(key);
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(given.get());
            if (number < least || number > most) {
                wrong(key, "a whole number from " + least + " to " + most + " is expected here");
            }
            return number;
        } catch (NumberFormatException e) {
            wrong(key, "a whole number is expected here");
            return otherwise;
        }
    }

    Optional<Double> decimal(String key) {
        try {
            return optionalText(key).map(Double::valueOf);
        } catch (NumberFormatException e) {
            wrong(key, "a number is expected here");
            return Optional.empty();
        }
    }

    /** One of the words; a wrong one is answered with the nearest valid word, and the first word is assumed. */
    String word(String key, Collection<String> valid) {
        String given = text(key);
        if (!valid.contains(given)) {
            if (has(key)) {
                unknown("Unknown word '" + given + "'", key, given, valid);
            }
            return valid.iterator().next();
        }
        return given;
    }

    /** One of the words, where there is one. */
    Optional<String> optionalWord(String key, Collection<String> valid) {
        return has(key) ? Optional.of(word(key, valid)) : Optional.empty();
    }

    List<String> texts(String key) {
        Node node = ask(key);
        if (node == null || PlainYaml.isNull(node)) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        for (Node each : elements(key, node)) {
            if (each instanceof ScalarNode scalar) {
                found.add(scalar.getValue());
            } else {
                wrong(key, "a list of single values is expected here");
            }
        }
        return List.copyOf(found);
    }

    Optional<Section> section(String key) {
        Node node = ask(key);
        if (node instanceof MappingNode mapping) {
            return Optional.of(new Section(mapping, file, dotted(key), problems));
        }
        if (node != null && !PlainYaml.isNull(node)) {
            wrong(key, "a mapping is expected here");
        }
        return Optional.empty();
    }

    Section requiredSection(String key) {
        return section(key).orElseGet(() -> {
            if (!has(key)) {
                missing(key);
            }
            return new Section(file, dotted(key), lines.getOrDefault(key, line), problems);
        });
    }

    List<Section> sections(String key) {
        Node node = ask(key);
        if (node == null || PlainYaml.isNull(node)) {
            return List.of();
        }
        List<Section> found = new ArrayList<>();
        List<Node> elements = elements(key, node);
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof MappingNode mapping) {
                found.add(new Section(mapping, file, dotted(key) + "[" + i + "]", problems));
            } else {
                wrong(key, "a list of mappings is expected here");
            }
        }
        return List.copyOf(found);
    }

    <T> List<T> list(String key, Function<Section, T> reader) {
        return sections(key).stream()
                .map(section -> {
                    T read = reader.apply(section);
                    section.end();
                    return read;
                })
                .toList();
    }

    /** The value as plain Java: String, null, List or Map; for rows of test cases. */
    @Nullable
    Object plain(String key) {
        Node node = ask(key);
        return PlainYaml.of(node);
    }

    /** A mapping as plain Java; none where the key is absent. */
    Map<String, @Nullable Object> plainMap(String key) {
        return section(key).map(Section::plainValues).orElse(Map.of());
    }

    /** A list of mappings as plain Java; none where the key is absent. */
    List<Map<String, @Nullable Object>> plainMaps(String key) {
        return sections(key).stream().map(Section::plainValues).toList();
    }

    private Map<String, @Nullable Object> plainValues() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        values.keySet().forEach(each -> plain.put(each, plain(each)));
        return plain;
    }

    /** Says which keys are not known here. To be called after the last read. */
    void end() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                unknown("Unknown key '" + key + "'", key, key, likely(key));
            }
        }
    }

    void wrong(String key, String reason) {
        problems.add("Wrong value", place(key), reason, "correct the value of '" + key + "'");
    }

    void unknown(String what, String key, String given, Collection<String> valid) {
        problems.add(what, place(key), "nothing of that name is known here", NearestWord.cure(given, valid));
    }

    void missing(String key) {
        String near = values.keySet().stream()
                .filter(each -> !asked.contains(each))
                .filter(each -> NearestWord.to(each, Set.of(key)).isPresent())
                .map(each -> " ('" + each + "' stands there)")
                .collect(Collectors.joining());
        problems.add("Missing key '" + key + "'", place(key), "it is required here" + near, "add '" + key + ":'");
    }

    /** Keys that are not given yet; all where none of those is near. */
    private Set<String> likely(String key) {
        Set<String> free = new LinkedHashSet<>(asked);
        free.removeAll(values.keySet());
        return NearestWord.to(key, free).isPresent() ? free : asked;
    }

    private @Nullable Node ask(String key) {
        asked.add(key);
        return values.get(key);
    }

    private List<Node> elements(String key, Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        wrong(key, "a list is expected here");
        return List.of();
    }

    private String dotted(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
