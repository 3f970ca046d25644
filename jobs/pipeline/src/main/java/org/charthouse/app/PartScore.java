package org.charthouse.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many checks of the rows of a source, a facility or a month held.
 *
 * @param table the table
 * @param part the source, facility or month
 * @param checks checks of rows by rules
 * @param violations of these, not held
 * @param trend a bar for each of the last 24 months in which rows happened, the lowest where fewest checks held
 * @param failing rules that fail in the whole table and are broken in this part
 */
public record PartScore(
        String table, String part, long checks, long violations, String trend, SortedSet<String> failing) {

    private static final int MONTHS = 24;
    private static final double PERCENT = 100;

    /**
     * What rules found in a part, of one month.
     *
     * @param month such as 2026-01; empty for rows without a date
     * @param failing rules that fail and are broken here
     */
    public record Found(
            String table, String part, String month, long checked, long violating, Collection<String> failing) {

        private double held() {
            return PERCENT * (1 - (double) violating / checked);
        }
    }

    /** Percent of checks that held. */
    public double held() {
        return PERCENT * (1 - (double) violations / checks);
    }

    /** A score for each part of which a row was checked, those with the fewest checks held first. */
    public static List<PartScore> of(Collection<Found> found) {
        SortedMap<String, List<Found>> byPart = new TreeMap<>();
        found.stream()
                .filter(each -> each.checked() > 0)
                .sorted(Comparator.comparing(Found::month))
                .forEach(each -> byPart.computeIfAbsent(each.table() + " " + each.part(), any -> new ArrayList<>())
                        .add(each));
        return byPart.values().stream()
                .map(PartScore::of)
                .sorted(Comparator.comparing(PartScore::held))
                .toList();
    }

    private static PartScore of(List<Found> months) {
        SortedSet<String> failing = new TreeSet<>();
        months.forEach(each -> failing.addAll(each.failing()));
        List<Double> dated = months.stream()
                .filter(each -> !each.month().isEmpty())
                .map(Found::held)
                .toList();
        return new PartScore(
                months.get(0).table(),
                months.get(0).part(),
                months.stream().mapToLong(Found::checked).sum(),
                months.stream().mapToLong(Found::violating).sum(),
                Scorecard.bars(dated.subList(Math.max(0, dated.size() - MONTHS), dated.size())),
                failing);
    }
}
