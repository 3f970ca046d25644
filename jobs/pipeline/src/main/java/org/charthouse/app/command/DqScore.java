package org.charthouse.app.command;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.charthouse.app.House;
import org.charthouse.app.Judgements;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code charthouse dq score}. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description =
                "Tells by table and source how many checks of rows held in the state in force, and which rules fail.")
final class DqScore implements Callable<Integer> {

    private static final String SCORES = """
            WITH failed AS (
              SELECT table_name, rule FROM dq.result WHERE state = 'failed'
            )
            SELECT
              table_name,
              source_system,
              sum(rows_checked) AS checks,
              sum(rows_violating) AS violations,
              100.0 * (1 - sum(rows_violating) / sum(rows_checked)) AS percent_held,
              concat_ws(', ', sort_array(collect_set(
                if(failed.rule IS NOT NULL AND rows_violating > 0, dq_found.rule, NULL)
              ))) AS failing_rules
            FROM dq.result_stratum AS dq_found
            LEFT JOIN failed USING (table_name, rule)
            GROUP BY table_name, source_system
            ORDER BY percent_held, table_name, source_system
            """;

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Override
    public Integer call() {
        House house = options.house();
        List<Row> scores = new Judgements(house, house.lake()).ask(SCORES).collectAsList();
        TextTable table =
                TextTable.whole(List.of("table", "source", "checks", "violations", "percent_held", "failing rules"));
        scores.forEach(row -> table.add(List.of(
                row.getString(0),
                row.getString(1),
                String.valueOf(row.getLong(2)),
                String.valueOf(row.getLong(3)),
                String.format(Locale.ROOT, "%.3f", ((Number) row.get(4)).doubleValue()),
                row.getString(5))));
        table.print(System.out);
        System.out.println(scores.size() + " tables and sources");
        return 0;
    }
}
