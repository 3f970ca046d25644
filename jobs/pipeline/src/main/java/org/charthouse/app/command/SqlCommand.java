package org.charthouse.app.command;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.charthouse.app.House;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse sql}. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = "Asks the state in force, in Spark SQL: tables are zone.table, :as_of is the date it stands for.")
final class SqlCommand implements Callable<Integer> {

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Option(
            names = {"-e", "--execute"},
            required = true,
            paramLabel = "QUERY",
            description = "The query.")
    private String query = "";

    @Option(names = "--limit", defaultValue = "1000", description = "Most rows to print (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Print each row as a JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        House house = options.house();
        Lake lake = house.lake();
        Dataset<Row> rows = rows(lake, house.manifest(lake));
        if (json) {
            rows.limit(limit).toJSON().collectAsList().forEach(System.out::println);
            return 0;
        }
        List<Row> found = rows.limit(limit + 1).collectAsList();
        TextTable table = new TextTable(Arrays.asList(rows.columns()));
        found.stream().limit(limit).forEach(row -> table.add(values(row)));
        table.print(System.out);
        System.out.println(
                found.size() > limit ? "first " + limit + " rows; more with --limit" : found.size() + " rows");
        return 0;
    }

    private Dataset<Row> rows(Lake lake, Manifest manifest) {
        DeclaredSql sql = new DeclaredSql(lake.session()).asOf(manifest.asOf());
        manifest.tables().forEach((table, version) -> {
            if (version != Lake.ABSENT) {
                sql.with(table.toString(), lake.read(table, version));
            }
        });
        try {
            return sql.query(query);
        } catch (Exception e) {
            if (e instanceof AnalysisException || e instanceof ParseException) {
                throw unusable(e, manifest);
            }
            throw e;
        }
    }

    private static UserError unusable(Exception e, Manifest manifest) {
        String first = String.valueOf(e.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
        return new UserError(
                ExitCode.USAGE,
                new Problem(
                        "The query cannot be answered",
                        null,
                        first.replaceFirst("^\\[[A-Z0-9_.]+\\] ", ""),
                        "tables are: "
                                + manifest.tables().keySet().stream()
                                        .map(Object::toString)
                                        .collect(Collectors.joining(", "))));
    }

    private static List<String> values(Row row) {
        return java.util.stream.IntStream.range(0, row.size())
                .mapToObj(i -> row.isNullAt(i) ? "" : String.valueOf(row.get(i)))
                .toList();
    }
}
