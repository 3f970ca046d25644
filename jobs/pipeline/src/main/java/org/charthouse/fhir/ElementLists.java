package org.charthouse.fhir;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Elements kept, by resource type. A tree is built when its type is first met, where it is met: executors get the lists,
 * which are short, and not fifty trees of which they need one.
 */
public final class ElementLists implements Serializable {
    /** Nothing is kept of any type. */
    public static final ElementLists NONE = of(Map.of());

    private static final long serialVersionUID = 1L;
    private static final String CONTAINED = FhirSchema.CONTAINED + "(";

    private final SortedMap<String, List<String>> paths;
    private transient @Nullable Map<String, ElementTree> trees;

    private ElementLists(SortedMap<String, List<String>> paths) {
        this.paths = paths;
    }

    /** Lists of element paths by resource type, see {@link FhirSchema#of}. */
    public static ElementLists of(Map<String, List<String>> paths) {
        return new ElementLists(new TreeMap<>(paths));
    }

    /** The lists of some types alone. */
    public ElementLists only(Collection<String> types) {
        SortedMap<String, List<String>> some = new TreeMap<>(paths);
        some.keySet().retainAll(types);
        return new ElementLists(some);
    }

    /** The elements of a type, by which contained resources are read as well; null where it has no list. */
    public @Nullable ElementTree tree(String type) {
        List<String> list = paths.get(type);
        return list == null
                ? null
                : trees().computeIfAbsent(
                                type,
                                any -> ElementTree.of(type, FhirSchema.of(type, list))
                                        .containing(this));
    }

    /** Modifier extensions that are known in a type: urls in brackets behind a path. */
    Set<String> modifiers(String type) {
        return paths.getOrDefault(type, List.of()).stream()
                .filter(path -> path.endsWith(")"))
                .map(path -> path.substring(path.indexOf('(') + 1, path.length() - 1))
                .collect(Collectors.toSet());
    }

    /**
     * Whether a path as {@link Inspection#notKept} tells it is kept by these lists. An extension is kept by its place,
     * whatever its url.
     */
    public boolean keeps(String path) {
        int dot = path.indexOf('.');
        String type = dot < 0 ? path : path.substring(0, dot);
        ElementTree tree = tree(type);
        if (tree == null || dot < 0) {
            return tree != null;
        }
        String rest = path.substring(dot + 1);
        if (rest.startsWith(CONTAINED) && tree.root().child(FhirSchema.CONTAINED) != null) {
            return keeps(rest.substring(CONTAINED.length()).replaceFirst("\\)", ""));
        }
        ElementTree.Node node = tree.root();
        for (String step : rest.replaceFirst("\\(.*", "").split("\\.", -1)) {
            ElementTree.Node child = node.child(step);
            if (child == null) {
                return false;
            }
            node = child;
        }
        return true;
    }

    private synchronized Map<String, ElementTree> trees() {
        if (trees == null) {
            trees = new ConcurrentHashMap<>();
        }
        return trees;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ElementLists lists && lists.paths.equals(paths);
    }

    @Override
    public int hashCode() {
        return paths.hashCode();
    }

    /** Short, because Spark prints it in plans. */
    @Override
    public String toString() {
        return paths.size() + " lists";
    }
}
