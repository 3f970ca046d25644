package org.charthouse.app.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.charthouse.app.Access;
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

    @Mixin
    private PurposeOption purpose = new PurposeOption();

    @Override
    public Integer call() {
        if (limit < 0) {
            throw QuarantineOptions.negative("--limit");
        }
        House house = options.house();
        Lake lake = house.lake();
        Manifest manifest = house.manifest(lake);
        DeclaredSql sql = declared(lake, manifest);
        Set<String> tables = understood(manifest, () -> sql.tablesOf(query));
        Dataset<Row> rows = understood(manifest, () -> sql.query(query));
        Access access = purpose.access(house, lake, "sql", query);
        int most = json || limit == Integer.MAX_VALUE ? limit : limit + 1;
        List<?> found =
                found(json ? rows.limit(most).toJSON() : rows.limit(most), () -> access.failed(manifest.run(), tables));
        access.shown(manifest.run(), tables, Math.min(found.size(), limit));
        print(rows.columns(), found);
        return 0;
    }

    private void print(String[] columns, List<?> found) {
        if (json) {
            found.forEach(System.out::println);
            return;
        }
        TextTable table = new TextTable(Arrays.asList(columns));
        found.stream().limit(limit).forEach(row -> table.add(values((Row) row)));
        table.print(System.out);
        System.out.println(
                found.size() > limit ? "first " + limit + " rows; more with --limit" : found.size() + " rows");
    }

    /** The rows; a query that fails on one of them is a mistake in the query. */
    private static List<?> found(Dataset<?> rows, Runnable failed) {
        try {
            return rows.collectAsList();
        } catch (Exception e) {
            Optional<String> error = QueryFailure.of(e);
            if (error.isEmpty()) {
                throw e;
            }
            failed.run();
            throw QueryFailure.error(error.get());
        }
    }

    private static DeclaredSql declared(Lake lake, Manifest manifest) {
        DeclaredSql sql = new DeclaredSql(lake.session()).asOf(manifest.asOf());
        manifest.tables().forEach((table, version) -> {
            if (version != Lake.ABSENT) {
                sql.with(table.toString(), lake.read(table, version));
            }
        });
        return sql;
    }

    private <T> T understood(Manifest manifest, Supplier<T> question) {
        try {
            return question.get();
        } catch (Exception e) {
            if (e instanceof ParseException && !QueryFailure.isQuery(query)) {
                throw DeclaredSql.notAQuery();
            }
            if (e instanceof AnalysisException) {
                throw unusable(e, manifest);
            }
            Optional<String> error = QueryFailure.of(e);
            if (error.isEmpty()) {
                throw e;
            }
            throw QueryFailure.error(error.get());
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
