package org.charthouse.measure.elm;

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
    private final Map<String, Map<String, int[]>> bySystem = new HashMap<>();
    private final Map<String, int[]> byCode = new HashMap<>();

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
            String system = Objects.requireNonNullElse(code.system(), "");
            bySystem.computeIfAbsent(system, unknown -> new HashMap<>())
                    .merge(code.code(), new int[] {number}, CodeSets::join);
            byCode.merge(code.code(), new int[] {number}, CodeSets::join);
        }
    }

    private static int[] join(int[] before, int[] added) {
        if (before[before.length - 1] == added[0]) {
            return before;
        }
        int[] both = Arrays.copyOf(before, before.length + 1);
        both[before.length] = added[0];
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
        if (code.code() == null) {
            return NONE;
        }
        if (code.system() == null) {
            return byCode.getOrDefault(code.code(), NONE);
        }
        Map<String, int[]> codes = bySystem.get(code.system());
        return codes == null ? NONE : codes.getOrDefault(code.code(), NONE);
    }

    /** Whether a number is among those of {@link #containing}, which are in order since each set is read whole. */
    static boolean isAmong(int number, int[] sets) {
        return Arrays.binarySearch(sets, number) >= 0;
    }

    boolean contains(int number, Code code) {
        return isAmong(number, containing(code));
    }
}
