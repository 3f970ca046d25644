package org.charthouse.conform.correction;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The one list of kinds: a new kind is one more line here. */
final class ChangeKinds {

    private static final List<ChangeKind> ALL = List.of(new CodeKind(), new DateKind(), new UnitKind());

    private ChangeKinds() {}

    /** All kinds, by name. */
    static Map<String, ChangeKind> byName() {
        Map<String, ChangeKind> kinds = new TreeMap<>();
        ALL.forEach(kind -> kinds.put(kind.name(), kind));
        return kinds;
    }
}
