package org.charthouse.synthetic.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that a facility has, and what belongs together. */
final class Holdings {

    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private final Map<String, List<Key>> byPatient = new HashMap<>();
    private final Map<String, List<Key>> byEncounter = new HashMap<>();
    private final Map<Key, Set<Key>> namedBy = new HashMap<>();

    static <R> Holdings read(List<RecordFile> files, SourceFormat<R> format) {
        Holdings holdings = new Holdings();
        for (RecordFile file : files) {
            file.each(line -> holdings.add(format.entry(file.kind(), format.parse(file.header(), line))));
        }
        return holdings;
    }

    void add(Entry entry) {
        Key key = entry.key();
        entries.put(key, entry);
        file(byPatient, entry.patient(), key);
        file(byEncounter, entry.encounter(), key);
        entry.named()
                .forEach(target ->
                        namedBy.computeIfAbsent(target, each -> new HashSet<>()).add(key));
    }

    /** The records of a kind, in the order of their file. */
    List<Entry> of(String kind) {
        return all().stream().filter(entry -> entry.key().kind().equals(kind)).toList();
    }

    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    /** A patient with all that is about that patient. */
    Set<Key> ofPatient(String id) {
        return new LinkedHashSet<>(byPatient.getOrDefault(id, List.of()));
    }

    /** An encounter with all that belongs to it. */
    Set<Key> ofEncounter(String id) {
        return new LinkedHashSet<>(byEncounter.getOrDefault(id, List.of()));
    }

    /** True if no other record refers to one of these, so that they can go without leaving a trace. */
    boolean canGo(Set<Key> keys) {
        return keys.stream().allMatch(key -> keys.containsAll(namedBy.getOrDefault(key, Set.of())));
    }

    private static void file(Map<String, List<Key>> folders, String folder, Key key) {
        if (!folder.isEmpty()) {
            folders.computeIfAbsent(folder, id -> new ArrayList<>()).add(key);
        }
    }
}
