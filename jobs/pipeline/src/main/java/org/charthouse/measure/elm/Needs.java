package org.charthouse.measure.elm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.charthouse.measure.value.Code;

/** Which definitions, functions, value sets and types of resources an expression refers to, directly and through others. */
public final class Needs {

    private final Deque<String> within = new ArrayDeque<>();
    private final Map<String, Set<String>> uses = new HashMap<>();
    private final Map<String, Set<String>> valueSets = new HashMap<>();
    private final Map<String, Set<String>> types = new HashMap<>();
    private final Map<String, Set<Sought>> sought = new HashMap<>();
    private final Set<Sought> everything = new TreeSet<>();
    private final Map<String, Optional<Collection<Code>>> codes = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Set<String>> visits = new HashMap<>();
    private final Map<String, Definition> definitions = new HashMap<>();
    private final Map<Definition, List<Definition>> nearest = new ConcurrentHashMap<>();

    void enter(String key) {
        within.push(key);
    }

    void leave() {
        within.pop();
    }

    void uses(String key) {
        note(uses, key);
    }

    void type(String type) {
        note(types, type);
    }

    void valueSet(String url, String name, Optional<Collection<Code>> found) {
        codes.put(url, found);
        names.merge(url, name, (one, other) -> one.compareTo(other) <= 0 ? one : other);
        note(valueSets, url);
    }

    void seeks(Sought retrieved) {
        everything.add(retrieved);
        String owner = within.peek();
        if (owner != null) {
            sought.computeIfAbsent(owner, unknown -> new LinkedHashSet<>()).add(retrieved);
        }
    }

    /** All that is retrieved of a type. */
    List<Sought> sought(String type) {
        return everything.stream().filter(each -> each.type().equals(type)).toList();
    }

    /** What definitions retrieve, in a fixed order. */
    public Set<Sought> sought(Collection<Definition> definitions) {
        Set<Sought> all = new TreeSet<>();
        reachable(definitions).forEach(key -> all.addAll(sought.getOrDefault(key, Set.of())));
        return all;
    }

    /** A value set that encounters are retrieved by. */
    void visit(String url) {
        note(visits, url);
    }

    /** What libraries call a value set; its URL where none has a name for it. */
    public String name(String url) {
        return names.getOrDefault(url, url);
    }

    /** The value sets that definitions retrieve encounters by. */
    public Set<String> visits(Collection<Definition> definitions) {
        Set<String> needed = new TreeSet<>();
        reachable(definitions).forEach(key -> needed.addAll(visits.getOrDefault(key, Set.of())));
        return needed;
    }

    private void note(Map<String, Set<String>> notes, String what) {
        String owner = within.peek();
        if (owner != null) {
            notes.computeIfAbsent(owner, unknown -> new TreeSet<>()).add(what);
        }
    }

    /** The value sets that definitions ask for, with their codes; without, where the value set is missing. */
    public Map<String, Optional<Collection<Code>>> valueSets(Collection<Definition> definitions) {
        Map<String, Optional<Collection<Code>>> needed = new TreeMap<>();
        for (String key : reachable(definitions)) {
            valueSets
                    .getOrDefault(key, Set.of())
                    .forEach(url -> needed.put(url, codes.getOrDefault(url, Optional.empty())));
        }
        return needed;
    }

    /** The types of resources that definitions retrieve. */
    public Set<String> types(Collection<Definition> definitions) {
        Set<String> needed = new TreeSet<>();
        reachable(definitions).forEach(key -> needed.addAll(types.getOrDefault(key, Set.of())));
        return needed;
    }

    void compiled(Definition definition) {
        definitions.put(definition.key(), definition);
    }

    /** The definitions that one refers to, itself or through functions. */
    public List<Definition> definitions(Definition definition) {
        return nearest.computeIfAbsent(definition, this::nearest);
    }

    private List<Definition> nearest(Definition definition) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>(uses.getOrDefault(definition.key(), Set.of()));
        List<Definition> found = new ArrayList<>();
        while (!next.isEmpty()) {
            String key = next.poll();
            Definition other = definitions.get(key);
            if (reached.add(key) && other != null) {
                found.add(other);
            } else if (other == null) {
                uses.getOrDefault(key, Set.of()).stream()
                        .filter(each -> !reached.contains(each))
                        .forEach(next::add);
            }
        }
        return found;
    }

    private Set<String> reachable(Collection<Definition> definitions) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>();
        definitions.forEach(definition -> next.add(definition.key()));
        while (!next.isEmpty()) {
            String key = next.poll();
            if (reached.add(key)) {
                next.addAll(uses.getOrDefault(key, Set.of()));
            }
        }
        return reached;
    }
}
