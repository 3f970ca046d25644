package org.charthouse.measure.elm;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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

    /** The codes of a set, whatever their systems. */
    Set<String> codes(int number) {
        Set<String> codes = new TreeSet<>();
        byCode.forEach((code, sets) -> {
            if (Arrays.stream(sets).anyMatch(set -> set == number)) {
                codes.add(code);
            }
        });
        return codes;
    }

    boolean contains(int number, Code code) {
        for (int set : containing(code)) {
            if (set == number) {
                return true;
            }
        }
        return false;
    }
}
