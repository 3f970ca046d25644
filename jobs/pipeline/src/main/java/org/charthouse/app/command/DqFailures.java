package org.charthouse.app.command;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.app.House;
import org.charthouse.app.Judgements;
import org.charthouse.dq.RuleBook;
import org.charthouse.lake.Lake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse dq failures}. */
@Command(
        name = "failures",
        mixinStandardHelpOptions = true,
        description = "Lists rows that broke rules in the state in force, by their keys; writes to the access log.")
final class DqFailures implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Mixin
    private RuleChoice choice = new RuleChoice();

    @Mixin
    private PurposeOption purpose = new PurposeOption();

    @Option(names = "--limit", defaultValue = "200", description = "Most rows to list (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        if (limit < 0) {
            throw QuarantineOptions.negative("--limit");
        }
        House house = options.house();
        RuleBook rules = choice.of(new RuleBook(house.specs()));
        Lake lake = house.lake();
        Judgements judgements = new Judgements(house, lake);
        String condition = choice.condition(rules);
        Dataset<Row> rows = judgements.ask("SELECT table_name, rule, source_system, facility_id, month, row_key"
                + " FROM dq.failing_row WHERE " + condition);
        long all = rows.count();
        List<Row> found = rows.orderBy("table_name", "rule", "source_system", "row_key")
                .limit(limit)
                .collectAsList();
        purpose.access(house, lake, "dq failures", condition)
                .shown(judgements.manifest(), Set.of("dq.failing_row"), found.size());
        TextTable table = TextTable.whole(List.of("rule", "source", "facility", "month", "row"));
        found.forEach(row -> table.add(List.of(
                row.getString(0) + "." + row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5))));
        table.print(System.out);
        System.out.println(found.size() + " of " + all + " rows");
        return 0;
    }
}
