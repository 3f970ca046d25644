package org.charthouse.app.command;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.charthouse.app.House;
import org.charthouse.app.Judgements;
import org.charthouse.app.Scorecard;
import org.charthouse.app.Scorecard.Point;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse dq score}. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = {
            "Tells by table how many checks of rows held in the state in force, the change from the date before (by rules that were",
            "judged on both), the trend of up to 24 dates, and which rules fail; accepted exceptions count for nothing.",
            "By source, facility or month: the same counts with accepted exceptions, without a trend."
        })
final class DqScore implements Callable<Integer> {

    /** What results can be told by. */
    private enum By {
        TABLE("table_name"),
        SOURCE("source_system"),
        FACILITY("facility_id"),
        MONTH("month");

        private final String column;

        By(String column) {
            this.column = column;
        }
    }

    private static final String POINTS = """
            SELECT table_name, rule, point.as_of, point.rows_checked, point.rows_violating, point.state
            FROM dq.result
            LATERAL VIEW explode(history) AS point
            """;

    private static final String SCORES = """
            WITH failed AS (
              SELECT table_name, rule FROM dq.result WHERE state = 'failed'
            )
            SELECT
              table_name,
              %1$s,
              sum(rows_checked) AS checks,
              sum(rows_violating) AS violations,
              100.0 * (1 - sum(rows_violating) / sum(rows_checked)) AS percent_held,
              concat_ws(', ', sort_array(collect_set(
                if(failed.rule IS NOT NULL AND rows_violating > 0, dq_found.rule, NULL)
              ))) AS failing_rules
            FROM dq.result_stratum AS dq_found
            LEFT JOIN failed USING (table_name, rule)
            GROUP BY table_name, %1$s
            ORDER BY percent_held, table_name, %1$s
            """;

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Option(names = "--by", defaultValue = "TABLE", description = "table, source, facility or month (default: table).")
    private By by = By.TABLE;

    @Override
    public Integer call() {
        House house = options.house();
        Judgements judgements = new Judgements(house, house.lake());
        if (by == By.TABLE) {
            cards(judgements);
        } else {
            parts(judgements);
        }
        return 0;
    }

    private static void cards(Judgements judgements) {
        List<Scorecard> cards = Scorecard.of(judgements.ask(POINTS).collectAsList().stream()
                .map(DqScore::point)
                .toList());
        TextTable table = TextTable.whole(
                List.of("table", "checks", "violations", "percent_held", "change", "trend", "failing rules"));
        cards.forEach(card -> table.add(List.of(
                card.table(),
                String.valueOf(card.checks()),
                String.valueOf(card.violations()),
                String.format(Locale.ROOT, "%.3f", card.held()),
                card.change()
                        .map(points -> String.format(Locale.ROOT, "%+.3f", points))
                        .orElse(""),
                card.trend(),
                String.join(", ", card.failing()))));
        table.print(System.out);
        System.out.println(cards.size() + " tables");
    }

    private static Point point(Row row) {
        return new Point(
                row.getString(0),
                row.getString(1),
                row.getDate(2).toLocalDate(),
                row.getLong(3),
                row.getLong(4),
                row.getString(5));
    }

    private void parts(Judgements judgements) {
        String part = by.name().toLowerCase(Locale.ROOT);
        List<Row> scores = judgements.ask(SCORES.formatted(by.column)).collectAsList();
        TextTable table =
                TextTable.whole(List.of("table", part, "checks", "violations", "percent_held", "failing rules"));
        scores.forEach(row -> table.add(List.of(
                row.getString(0),
                row.getString(1),
                String.valueOf(row.getLong(2)),
                String.valueOf(row.getLong(3)),
                String.format(Locale.ROOT, "%.3f", ((Number) row.get(4)).doubleValue()),
                row.getString(5))));
        table.print(System.out);
        System.out.println(scores.size() + " parts of tables");
    }
}
