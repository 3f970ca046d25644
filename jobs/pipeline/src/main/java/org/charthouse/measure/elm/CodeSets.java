package org.charthouse.measure.elm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.charthouse.measure.value.Code;

/**
 * The value sets and lists of codes that a program asks for, by number; and for each code the sets that it is in, so that a
 * resource is looked up once, however many sets there are.
 */
public final class CodeSets {

    private static final int[] NONE = {};

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<String, Codes> byCode = new HashMap<>();

    /** The systems that have a code of one text, with the sets that each of these codes is in: mostly there is one. */
    private static final class Codes {
        private final List<String> systems = new ArrayList<>(1);
        private final List<int[]> sets = new ArrayList<>(1);
        private int[] all = NONE;

        void add(String system, int number) {
            int at = systems.indexOf(system);
            if (at < 0) {
                systems.add(system);
                sets.add(new int[] {number});
            } else {
                sets.set(at, join(sets.get(at), number));
            }
            all = join(all, number);
        }

        int[] of(String system) {
            for (int at = 0; at < systems.size(); at++) {
                if (systems.get(at).equals(system)) {
                    return sets.get(at);
                }
            }
            return NONE;
        }
    }

    /** The number of a set; its codes are read where it is new. */
    int number(String name, java.util.function.Supplier<Collection<Code>> codes) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        numbers.put(name, number);
        for (Code code : codes.get()) {
            add(code, number);
        }
        return number;
    }

    private void add(Code code, int number) {
        if (code.code() != null) {
            byCode.computeIfAbsent(code.code(), unknown -> new Codes())
                    .add(Objects.requireNonNullElse(code.system(), ""), number);
        }
    }

    private static int[] join(int[] before, int added) {
        if (before.length > 0 && before[before.length - 1] == added) {
            return before;
        }
        int[] both = Arrays.copyOf(before, before.length + 1);
        both[before.length] = added;
        return both;
    }

    /** The sets, in order, that any of the codes is in. */
    int[] containing(List<Code> codes) {
        if (codes.size() == 1) {
            return containing(codes.get(0));
        }
        int[] all = NONE;
        for (Code code : codes) {
            int[] more = containing(code);
            int[] both = Arrays.copyOf(all, all.length + more.length);
            System.arraycopy(more, 0, both, all.length, more.length);
            all = both;
        }
        Arrays.sort(all);
        return all;
    }

    /** The sets that a code is in; one without a system is looked for in all. */
    int[] containing(Code code) {
        Codes codes = code.code() == null ? null : byCode.get(code.code());
        if (codes == null) {
            return NONE;
        }
        return code.system() == null ? codes.all : codes.of(code.system());
    }

    /** Whether a number is among those of {@link #containing}, which are in order since each set is read whole. */
    static boolean isAmong(int number, int[] sets) {
        return Arrays.binarySearch(sets, number) >= 0;
    }

    boolean contains(int number, Code code) {
        return isAmong(number, containing(code));
    }
}
