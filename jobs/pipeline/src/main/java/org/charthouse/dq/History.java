package org.charthouse.dq;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What a rule found before: of each date the newest run, the last 24 dates, oldest first. It begins anew when the rule comes
 * to mean something else. A run that is repeated on the same date takes the place of the one before, so repeating it neither
 * moves a band nor is judged by itself.
 */
record History(List<Point> points) {

    static final History NONE = new History(List.of());

    private static final int LENGTH = 24;
    private static final int LEAST_POINTS = 5;
    private static final double DEVIATIONS = 3;
    private static final double SIGMA = 1.4826; // of a normal distribution, over its median absolute deviation
    private static final double HAIR = 0.1;
    private static final double PERCENT = 100;

    /**
     * What one run found.
     *
     * @param run its number
     * @param asOf the date that it stood for
     * @param checked rows that the rule was about
     * @param violating rows of these that broke it and were no accepted exception
     * @param state as in {@code dq.result}
     */
    record Point(long run, LocalDate asOf, long checked, long violating, String state) {

        private boolean isPassing() {
            return checked > 0 && state.startsWith(RuleResult.PASSED);
        }

        private double percent() {
            return PERCENT * violating / checked;
        }

        Row row() {
            return RowFactory.create(run, Date.valueOf(asOf), checked, violating, state);
        }

        private static Point of(Row row) {
            return new Point(
                    row.getLong(0), row.getDate(1).toLocalDate(), row.getLong(2), row.getLong(3), row.getString(4));
        }
    }

    /** By {@link #key}, as the last results tell it; a state that was made before there was any has none. */
    static Map<String, History> of(Dataset<Row> results) {
        Map<String, History> histories = new HashMap<>();
        results.select("table_name", "rule", "definition_hash", "history")
                .filter("definition_hash IS NOT NULL AND history IS NOT NULL")
                .collectAsList()
                .forEach(row -> histories.put(
                        key(row.getString(0), row.getString(1), row.getString(2)),
                        new History(row.<Row>getList(3).stream().map(Point::of).toList())));
        return histories;
    }

    /** A rule by its name and its meaning. */
    static String key(String table, String rule, String definition) {
        return table + " " + rule + " " + definition;
    }

    /** The same with what was found now, in its place by date. */
    History with(Point now) {
        List<Point> all = Stream.concat(
                        points.stream().filter(point -> !point.asOf().equals(now.asOf())), Stream.of(now))
                .sorted(Comparator.comparing(Point::asOf))
                .toList();
        return new History(all.subList(Math.max(0, all.size() - LENGTH), all.size()));
    }

    /**
     * The percent of rows that may break the rule: the median of earlier dates on which it passed, and three robust standard
     * deviations (median absolute deviation times 1.4826) above, at least 0.1 percentage points or one row. Failed runs count
     * for nothing, or a fault that stays would become the rule.
     *
     * @param asOf only dates before it count
     * @param checked rows that the rule is about now
     * @return empty where fewer than five dates tell
     */
    Optional<Double> limit(LocalDate asOf, long checked) {
        List<Double> passing = points.stream()
                .filter(point -> point.isPassing() && point.asOf().isBefore(asOf))
                .map(Point::percent)
                .toList();
        if (passing.size() < LEAST_POINTS) {
            return Optional.empty();
        }
        double middle = median(passing);
        double spread = median(
                passing.stream().map(percent -> Math.abs(percent - middle)).toList());
        double room = Math.max(DEVIATIONS * SIGMA * spread, Math.max(HAIR, PERCENT / Math.max(1, checked)));
        return Optional.of(Math.min(PERCENT, middle + room));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /** The value of the column {@code history}. */
    Row[] rows() {
        return points.stream().map(Point::row).toArray(Row[]::new);
    }
}
