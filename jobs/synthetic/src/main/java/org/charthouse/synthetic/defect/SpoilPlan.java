package org.charthouse.synthetic.defect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.charthouse.synthetic.source.Draw;

/**
 * What happens to which good line of a file; good lines are counted from 0, without the header.
 *
 * @param good number of good lines
 * @param alterations what spoils a line's content
 * @param garbageAfter lines after which a line of garbage follows
 * @param copiesAfter line to be copied, by the line after which the copy stands
 */
record SpoilPlan<R>(
        int good,
        Map<Integer, Alteration<R>> alterations,
        List<Integer> garbageAfter,
        Map<Integer, List<Integer>> copiesAfter) {

    private static final int FURTHEST_COPY = 40;

    /** Chooses lines: content first, then copies of lines that are still as they were. */
    static <R> SpoilPlan<R> choose(
            Fitting<R> fitting, DefectShares shares, RecordFormat<R> format, Selection selection) {
        Map<Integer, Alteration<R>> alterations = new HashMap<>();
        fitting.lines().forEach((alteration, lines) -> {
            String kind = alteration.place().kind();
            List<Integer> free = lines.stream()
                    .filter(line -> !alterations.containsKey(line))
                    .toList();
            selection
                    .pick(shares.of(alteration.place().section(), kind), free, kind)
                    .forEach(line -> alterations.put(line, alteration));
        });
        List<Integer> all = IntStream.range(0, fitting.total()).boxed().toList();
        List<Integer> untouched = all.stream()
                .filter(line -> !alterations.containsKey(line))
                .filter(line -> !fitting.spared().contains(line))
                .toList();
        List<Integer> garbage = selection.pick(shares.of("malformed", format.name()), all, "malformed");
        List<Integer> copied = selection.pick(shares.of("duplicate-row", format.name()), untouched, "duplicate-row");
        return new SpoilPlan<>(fitting.total(), alterations, garbage, copies(copied, fitting.total(), selection));
    }

    private static Map<Integer, List<Integer>> copies(List<Integer> copied, int total, Selection selection) {
        Map<Integer, List<Integer>> after = new TreeMap<>();
        Draw draw = selection.draw();
        for (int line : copied) {
            int distance = draw.below(FURTHEST_COPY, selection.facility(), selection.file(), "copy", line);
            after.computeIfAbsent(Math.min(total - 1, line + distance), key -> new ArrayList<>())
                    .add(line);
        }
        return after;
    }

    /**
     * Which lines fit which alteration, in the order of the format's list.
     *
     * @param total number of good lines
     * @param spared lines that stay as they are and are not copied; they fit no alteration
     */
    record Fitting<R>(int total, Map<Alteration<R>, List<Integer>> lines, Set<Integer> spared) {}
}
