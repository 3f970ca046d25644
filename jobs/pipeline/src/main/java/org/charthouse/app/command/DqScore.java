package org.charthouse.app.command;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.charthouse.app.House;
import org.charthouse.app.Judgements;
import org.charthouse.app.PartScore;
import org.charthouse.app.PartScore.Found;
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
            "By source, facility or month: the counts of all rows, accepted exceptions among them, and the trend over the last 24 months",
            "in which rows happened."
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

    private static final String FOUND = """
            WITH failed AS (
              SELECT table_name, rule FROM dq.result WHERE state = 'failed'
            )
            SELECT
              table_name,
              %1$s AS part,
              month,
              sum(rows_checked) AS checks,
              sum(rows_violating) AS violations,
              collect_set(if(failed.rule IS NOT NULL AND rows_violating > 0, dq_found.rule, NULL)) AS failing_rules
            FROM dq.result_stratum AS dq_found
            LEFT JOIN failed USING (table_name, rule)
            GROUP BY table_name, %1$s, month
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
        List<PartScore> scores = PartScore.of(judgements.ask(FOUND.formatted(by.column)).collectAsList().stream()
                .map(DqScore::found)
                .toList());
        String part = by.name().toLowerCase(Locale.ROOT);
        TextTable table = TextTable.whole(
                List.of("table", part, "checks", "violations", "percent_held", "trend", "failing rules"));
        scores.forEach(score -> table.add(List.of(
                score.table(),
                score.part(),
                String.valueOf(score.checks()),
                String.valueOf(score.violations()),
                String.format(Locale.ROOT, "%.3f", score.held()),
                by == By.MONTH ? "" : score.trend(),
                String.join(", ", score.failing()))));
        table.print(System.out);
        System.out.println(scores.size() + " parts of tables");
    }

    private static Found found(Row row) {
        return new Found(
                row.getString(0), row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getList(5));
    }
}
