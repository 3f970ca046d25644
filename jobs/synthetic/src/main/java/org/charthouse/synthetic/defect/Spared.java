package org.charthouse.synthetic.defect;

import java.util.Set;
import java.util.function.ObjIntConsumer;

/**
 * The records of a file that no defect may hit, because other deliveries tell more about them.
 *
 * @param ids their ids
 * @param highestId the highest id that the facility uses in this kind of file, delivered or not
 * @param delivered told the id and the 1-based line of each of them
 */
public record Spared(Set<String> ids, int highestId, ObjIntConsumer<String> delivered) {

    /** Every record may be hit. */
    public static Spared nothing() {
        return new Spared(Set.of(), 0, (id, line) -> {});
    }

    boolean includes(String id) {
        return ids.contains(id);
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }
}
