package org.charthouse.terminology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which columns of a table are derived from which, told by their names alone.
 *
 * <ul>
 *   <li>{@code <x>_mapping_method} asks for {@code <x>_normalized_code} and {@code <x>_normalized_system} as well, made of
 *       {@code <x>_code} and {@code <x>_system};
 *   <li>{@code mapping_method} alone is made of {@code code} and {@code code_system};
 *   <li>{@code canonical_value} asks for {@code canonical_comparator}, {@code canonical_unit} and {@code unit_method} as
 *       well, made of {@code value_number}, {@code value_comparator}, {@code unit}, {@code unit_code}, {@code value_text}
 *       and the normalised {@code code}.
 * </ul>
 *
 * @param concepts the codes that are normalised
 * @param hasResult whether a result is brought to its canonical unit
 */
public record DerivedColumns(List<Coded> concepts, boolean hasResult) {

    static final String METHOD = "mapping_method";
    static final String CANONICAL_VALUE = "canonical_value";
    static final List<String> RESULT =
            List.of(CANONICAL_VALUE, "canonical_comparator", "canonical_unit", "unit_method");
    static final List<String> RESULT_SOURCES =
            List.of("value_number", "value_comparator", "unit", "unit_code", "value_text");

    /**
     * A code that is normalised.
     *
     * @param prefix what the names of its columns start with: {@code condition_}, or nothing
     */
    public record Coded(String prefix) {

        String code() {
            return prefix + "code";
        }

        String system() {
            return prefix.isEmpty() ? "code_system" : prefix + "system";
        }

        List<String> derived() {
            return List.of(prefix + "normalized_code", prefix + "normalized_system", prefix + METHOD);
        }
    }

    /** What a table of these columns derives. */
    public static DerivedColumns of(Collection<String> columns) {
        List<Coded> concepts = columns.stream()
                .filter(name -> name.equals(METHOD) || name.endsWith("_" + METHOD))
                .map(name -> new Coded(name.substring(0, name.length() - METHOD.length())))
                .toList();
        return new DerivedColumns(concepts, columns.contains(CANONICAL_VALUE));
    }

    /** Whether there is nothing to derive. */
    public boolean isEmpty() {
        return concepts.isEmpty() && !hasResult;
    }

    /** The columns that are derived. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        concepts.forEach(code -> names.addAll(code.derived()));
        if (hasResult) {
            names.addAll(RESULT);
        }
        return names;
    }

    /** The columns that they are derived from. */
    public Set<String> sources() {
        List<String> sources = new ArrayList<>();
        concepts.forEach(code -> sources.addAll(List.of(code.code(), code.system())));
        if (hasResult) {
            sources.addAll(RESULT_SOURCES);
            sources.addAll(new Coded("").derived());
        }
        Set<String> given = new TreeSet<>(sources);
        given.removeAll(names());
        return given;
    }
}
