package org.charthouse.terminology.code;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import org.charthouse.spec.CodeListSpec;
import org.charthouse.spec.CodeListSpec.Edition;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of a list of codes on a day. Where the list cannot tell, the answer is null: on a day for which there is no edition,
 * and of a code that a fragment does not have.
 */
public final class CodeList implements Serializable {

    /** The column by which a fragment says that it has all codes that start with a code. */
    public static final String WHOLE = "is_whole";

    private static final long serialVersionUID = 1L;
    private static final int SHORTEST = 3;

    private final String name;
    private final ArrayList<Span> editions = new ArrayList<>();
    private final ArrayList<Span> complete = new ArrayList<>();
    private final HashMap<String, List<Entry>> entries = new HashMap<>();

    /** First and last day, as days since 1970. */
    private record Span(long from, long until) implements Serializable {

        static Span of(LocalDate from, java.util.Optional<LocalDate> until) {
            return new Span(from.toEpochDay(), until.map(LocalDate::toEpochDay).orElse(Long.MAX_VALUE));
        }

        boolean has(long day) {
            return from <= day && day <= until;
        }
    }

    private record Entry(Span span, boolean isOwnSpan, HashMap<String, String> values) implements Serializable {}

    private CodeList(String name) {
        this.name = name;
    }

    CodeList(CodeListSpec spec, Collection<ListedCode> codes) {
        this(spec.list());
        for (Edition edition : spec.editions()) {
            Span span = Span.of(edition.from(), spec.lastDayOf(edition));
            editions.add(span);
            if (edition.isComplete()) {
                complete.add(span);
            }
        }
        add(codes);
    }

    private void add(Collection<ListedCode> codes) {
        for (ListedCode code : codes) {
            entries.computeIfAbsent(code.code(), any -> new ArrayList<>(1))
                    .add(new Entry(Span.of(code.from(), code.until()), code.isOwnSpan(), new HashMap<>(code.values())));
        }
    }

    /** The codes that a list gives as examples, as if it had no others and held for ever. */
    static CodeList ofExamples(CodeListSpec spec, Collection<ListedCode> codes) {
        CodeList list = new CodeList(spec.list());
        Span ever = new Span(Long.MIN_VALUE, Long.MAX_VALUE);
        list.editions.add(ever);
        list.complete.add(ever);
        list.add(codes);
        return list;
    }

    /** Whether there is an edition for a day. */
    public boolean isInForce(long day) {
        return editions.stream().anyMatch(span -> span.has(day));
    }

    /** Whether any edition has the code. */
    public boolean knows(String code) {
        return entries.containsKey(code);
    }

    /**
     * Whether the list has the code on a day.
     *
     * @param day days since 1970
     */
    public @Nullable Boolean has(String code, long day) {
        List<Entry> known = entries.getOrDefault(code, List.of());
        if (known.stream().anyMatch(entry -> entry.span().has(day))) {
            return true;
        }
        if (!isInForce(day)) {
            return null;
        }
        boolean isComplete = complete.stream().anyMatch(span -> span.has(day));
        boolean canTell =
                isComplete || isWholeAbove(code, day) || known.stream().anyMatch(Entry::isOwnSpan);
        return canTell ? Boolean.FALSE : null;
    }

    /** What the list says of the code in one of its columns on a day; of several values the first in order. */
    public @Nullable String value(String code, String column, long day) {
        String least = null;
        for (Entry entry : entries.getOrDefault(code, List.of())) {
            String value = entry.span().has(day) ? entry.values().get(column) : null;
            if (value != null && (least == null || value.compareTo(least) < 0)) {
                least = value;
            }
        }
        return least;
    }

    /**
     * Whether the list says something of the code on a day, in one of its columns, as one of several values perhaps.
     *
     * @return null where the list cannot tell whether it has the code
     */
    public @Nullable Boolean says(String code, String column, String value, long day) {
        boolean isSaid = entries.getOrDefault(code, List.of()).stream()
                .anyMatch(entry ->
                        entry.span().has(day) && value.equals(entry.values().get(column)));
        if (isSaid) {
            return true;
        }
        return has(code, day) == null ? null : Boolean.FALSE;
    }

    /** How many codes there are, in all editions. */
    public int size() {
        return entries.size();
    }

    private boolean isWholeAbove(String code, long day) {
        for (int length = SHORTEST; length < code.length(); length++) {
            if ("true".equals(value(code.substring(0, length), WHOLE, day))) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is no edition at all. */
    public boolean isEmpty() {
        return editions.isEmpty();
    }

    /** Short, as it is printed in plans. */
    @Override
    public String toString() {
        return name;
    }
}
