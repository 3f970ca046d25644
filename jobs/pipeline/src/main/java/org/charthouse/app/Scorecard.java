package org.charthouse.app;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many checks of the rows of a table held, and how that went from date to date.
 *
 * @param table the table
 * @param checks checks of rows by rules
 * @param violations of these, not held and no accepted exception
 * @param change percentage points of checks held more than on the date before, by the rules that were judged on both
 * @param trend a bar for each date, oldest first, the lowest where fewest held
 * @param failing rules that fail now
 */
public record Scorecard(
        String table, long checks, long violations, Optional<Double> change, String trend, List<String> failing) {

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final double PERCENT = 100;

    /**
     * What a rule found on a date.
     *
     * @param violating rows that broke it and were no accepted exception
     */
    public record Point(String table, String rule, LocalDate asOf, long checked, long violating, String state) {}

    private record Sum(long checked, long violating) {

        static Sum of(Collection<Point> points) {
            return new Sum(
                    points.stream().mapToLong(Point::checked).sum(),
                    points.stream().mapToLong(Point::violating).sum());
        }

        double held() {
            return checked == 0 ? PERCENT : PERCENT * (1 - (double) violating / checked);
        }
    }

    /** Percent of checks that held. */
    public double held() {
        return new Sum(checks, violations).held();
    }

    /** A card for each table of which a row was checked on the newest date, those with the fewest checks held first. */
    public static List<Scorecard> of(Collection<Point> points) {
        SortedMap<String, SortedMap<LocalDate, List<Point>>> byTable = new TreeMap<>();
        points.forEach(point -> byTable.computeIfAbsent(point.table(), any -> new TreeMap<>())
                .computeIfAbsent(point.asOf(), any -> new ArrayList<>())
                .add(point));
        return byTable.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .filter(card -> card.checks() > 0)
                .sorted(java.util.Comparator.comparing(Scorecard::held))
                .toList();
    }

    private static Scorecard of(String table, SortedMap<LocalDate, List<Point>> byDate) {
        List<List<Point>> dates = List.copyOf(byDate.values());
        List<Point> now = dates.get(dates.size() - 1);
        Sum sum = Sum.of(now);
        Optional<Double> change = dates.size() < 2 ? Optional.empty() : change(now, dates.get(dates.size() - 2));
        List<String> failing = now.stream()
                .filter(point -> point.state().equals("failed"))
                .map(Point::rule)
                .sorted()
                .toList();
        List<Double> held = dates.stream()
                .map(Sum::of)
                .filter(each -> each.checked() > 0)
                .map(Sum::held)
                .toList();
        return new Scorecard(table, sum.checked(), sum.violating(), change, bars(held), failing);
    }

    /** A rule that is new would change a score though no row did. */
    private static Optional<Double> change(List<Point> now, List<Point> before) {
        List<String> both = before.stream().map(Point::rule).toList();
        List<Point> same =
                now.stream().filter(point -> both.contains(point.rule())).toList();
        List<String> still = same.stream().map(Point::rule).toList();
        Sum old = Sum.of(
                before.stream().filter(point -> still.contains(point.rule())).toList());
        return old.checked() == 0 || Sum.of(same).checked() == 0
                ? Optional.empty()
                : Optional.of(Sum.of(same).held() - old.held());
    }

    /** A bar for each percentage, as high as it is between the least and the most of them. */
    static String bars(List<Double> held) {
        double least = held.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double most = held.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        StringBuilder bars = new StringBuilder();
        for (double each : held) {
            double part = most > least ? (each - least) / (most - least) : 1;
            bars.append(BARS.charAt((int) Math.round(part * (BARS.length() - 1))));
        }
        return bars.toString();
    }
}
