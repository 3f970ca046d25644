package org.charthouse.app.command;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.charthouse.app.House;
import org.charthouse.app.Judgements;
import org.charthouse.dq.RuleBook;
import org.charthouse.dq.RuleDocs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse dq explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Tells what rules ask and why, and what they found in the state in force: by source, facility and month,"
                        + " the worst first.")
final class DqExplain implements Callable<Integer> {

    private static final String FOUND = """
            SELECT
              concat(table_name, '.', rule) AS name, source_system, facility_id, month, rows_checked, rows_violating,
              round(100.0 * rows_violating / rows_checked, 2) AS percent
            FROM dq.result_stratum
            WHERE rows_violating > 0
            ORDER BY percent DESC, rows_violating DESC, source_system, facility_id, month
            """;

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Mixin
    private RuleChoice choice = new RuleChoice();

    @Option(names = "--limit", defaultValue = "10", description = "Most parts to list (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        if (limit < 0) {
            throw QuarantineOptions.negative("--limit");
        }
        House house = options.house();
        RuleBook rules = choice.of(new RuleBook(house.specs()));
        Judgements judgements = new Judgements(house, house.lake());
        rules.pages().forEach(page -> {
            System.out.println(RuleDocs.of(page));
            TextTable table = new TextTable(List.of("source", "facility", "month", "checked", "violating", "percent"));
            List<Row> found = judgements
                    .ask(FOUND)
                    .filter(col("name").equalTo(page.name()))
                    .limit(limit)
                    .collectAsList();
            found.forEach(row -> table.add(List.of(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    String.valueOf(row.getLong(4)),
                    String.valueOf(row.getLong(5)),
                    String.valueOf(row.get(6)))));
            if (found.isEmpty()) {
                System.out.println("No row broke it in the state in force.");
            } else {
                table.print(System.out);
            }
            System.out.println();
        });
        return 0;
    }
}
