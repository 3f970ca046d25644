package org.charthouse.synthetic.defect;

import java.io.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads sections of shares and collects everything that is wrong with them, by line. */
final class ShareFile {

    private final String name;
    private final @Nullable Set<String> known;
    private final Map<String, Double> shares = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private ShareFile(String name, @Nullable Set<String> known) {
        this.name = name;
        this.known = known;
    }

    static Map<String, Double> parse(String name, Reader text) {
        return new ShareFile(name, null).read(text);
    }

    static Map<String, Double> parse(String name, Reader text, Set<String> known) {
        return new ShareFile(name, known).read(text);
    }

    private Map<String, Double> read(Reader text) {
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(text);
            if (root instanceof MappingNode sections) {
                sections.getValue().forEach(this::section);
            } else if (root != null) {
                problem(root, "sections are expected, such as 'malformed:'");
            }
        } catch (MarkedYAMLException e) {
            problems.add(name + " is not YAML: " + e.getProblem() + ". Mend the file or leave --defects out.");
        }
        if (!problems.isEmpty()) {
            throw new BadShares(String.join(System.lineSeparator(), problems));
        }
        return shares;
    }

    private void section(NodeTuple tuple) {
        String section = word(tuple.getKeyNode());
        if (tuple.getValueNode() instanceof MappingNode kinds) {
            kinds.getValue().forEach(kind -> share(section, kind));
        } else {
            problem(tuple.getKeyNode(), "section '" + section + "' must hold lines of the form 'kind: share'");
        }
    }

    private void share(String section, NodeTuple tuple) {
        String key = section + "." + word(tuple.getKeyNode());
        if (known != null && !known.contains(key)) {
            problem(tuple.getKeyNode(), "unknown key " + key + "; did you mean " + nearest(key, known) + "?");
            return;
        }
        try {
            double share = Double.parseDouble(word(tuple.getValueNode()));
            if (share >= 0 && share <= 1) {
                shares.put(key, share);
                return;
            }
        } catch (NumberFormatException e) {
            // Said below, together with numbers out of range.
        }
        problem(tuple.getValueNode(), key + " must be a number from 0 to 1");
    }

    /** The most similar known key, of the same section if there is one. */
    private static String nearest(String key, Set<String> known) {
        String section = key.substring(0, key.indexOf('.') + 1);
        boolean sectionKnown = known.stream().anyMatch(word -> word.startsWith(section));
        return known.stream()
                .filter(word -> !sectionKnown || word.startsWith(section))
                .min(Comparator.comparingInt(
                        word -> LevenshteinDistance.getDefaultInstance().apply(key, word)))
                .orElse("another");
    }

    private void problem(Node node, String text) {
        String end = text.endsWith("?") ? "" : ".";
        problems.add(name + ", line " + (node.getStartMark().getLine() + 1) + ": " + text + end);
    }

    private static String word(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
