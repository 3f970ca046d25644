package org.charthouse.synthetic.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.charthouse.synthetic.delivery.Act.Form;
import org.charthouse.synthetic.source.Draw;

/** Which delivery says what about which record. */
final class Plan {

    private static final double THIN_SHARE = 0.09;

    private final SourceFormat<?> format;
    private final Draw draw;
    private final Map<Key, Lot> lots = new LinkedHashMap<>();

    /**
     * What was decided about a record.
     *
     * @param root the patient or encounter whose fate it shares; itself if it has one of its own
     * @param other id of the patient it moves to; empty if it does not
     */
    record Lot(Fate fate, Key root, String other) {}

    Plan(SourceFormat<?> format, Draw draw) {
        this.format = format;
        this.draw = draw;
    }

    void decide(Key key, Lot lot) {
        lots.put(key, lot);
    }

    boolean isDecided(Key key) {
        return lots.containsKey(key);
    }

    Lot lot(Key key) {
        return lots.getOrDefault(key, new Lot(Fate.OVERLAP, key, ""));
    }

    /** The form here is never {@code USUAL}. */
    Act act(Key key, Slot slot) {
        Lot lot = lots.get(key);
        Act act = lot == null ? usual(slot) : lot.fate().in(slot);
        Act plain = act.form() == Form.USUAL ? usual(slot) : act;
        return plain.isPlanted() || slot != Slot.THIRD || isInThird(key) ? plain : Act.ABSENT;
    }

    /** True if a line of this kind is a deletion in this slot. */
    boolean deletes(String kind, Slot slot) {
        return lots.entrySet().stream()
                .anyMatch(each -> each.getKey().kind().equals(kind)
                        && each.getValue().fate().in(slot).form() == Form.DELETED);
    }

    /** The ids of a kind that were decided about. */
    Set<String> decided(String kind) {
        return ids(kind, lots.keySet());
    }

    /** The ids of a kind that the first delivery lacks. */
    Set<String> heldBack(String kind) {
        List<Key> held = new ArrayList<>();
        lots.forEach((key, lot) -> {
            if (lot.fate().in(Slot.FIRST).form() == Form.ABSENT) {
                held.add(key);
            }
        });
        return ids(kind, held);
    }

    private static Set<String> ids(String kind, Iterable<Key> keys) {
        Set<String> ids = new TreeSet<>();
        keys.forEach(key -> {
            if (key.kind().equals(kind)) {
                ids.add(key.id());
            }
        });
        return ids;
    }

    private Act usual(Slot slot) {
        return format.isFull(slot) ? Act.AS_IS : Act.ABSENT;
    }

    private boolean isInThird(Key key) {
        boolean thin = key.kind().equals(format.thinKind());
        return !key.kind().equals(format.silentKind()) && (!thin || draw.happens(THIN_SHARE, "thin", key));
    }
}
