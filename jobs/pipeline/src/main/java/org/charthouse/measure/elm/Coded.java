package org.charthouse.measure.elm;

import java.util.ArrayList;
import java.util.List;
import org.charthouse.measure.data.Element;

/** Resources of a type with the sets that the codes of each are in: looked up once for a person, asked for any set. */
final class Coded {

    private final List<Element> resources;
    private final int[][] sets;

    Coded(List<Element> resources, Retrieve.Index index, CodeSets codeSets) {
        this.resources = resources;
        this.sets = new int[resources.size()][];
        for (int at = 0; at < sets.length; at++) {
            sets[at] = codeSets.containing(index.codes(resources.get(at)));
        }
    }

    /** Those whose codes are in a set, in their order. */
    List<Element> in(int set) {
        List<Element> found = new ArrayList<>();
        for (int at = 0; at < sets.length; at++) {
            if (CodeSets.isAmong(set, sets[at])) {
                found.add(resources.get(at));
            }
        }
        return found;
    }
}
