package org.charthouse.app.command;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.charthouse.app.Access;
import org.charthouse.app.House;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.lake.AccessLog;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.ManifestStore;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code charthouse sql}. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = {
            "Asks the state in force, in Spark SQL: tables are zone.table, :as_of is the date it stands for.",
            "ops.run, ops.manifest and ops.access belong to no state and are read as they are now.",
            "SHOW TABLES names the tables, DESCRIBE zone.table the columns of one."
        })
final class SqlCommand implements Callable<Integer> {

    private static final int USUAL_LIMIT = 1000;
    private static final List<TableName> NEWEST = List.of(ManifestStore.RUN, ManifestStore.TABLE, AccessLog.TABLE);

    @Mixin
    private HouseOptions options = new HouseOptions();

    @Option(
            names = {"-e", "--execute"},
            required = true,
            paramLabel = "QUERY",
            description = "The query.")
    private String query = "";

    @Option(names = "--limit", description = "Most rows to print (default: 1000; with --json, all).")
    private @Nullable Integer given;

    @Option(names = "--json", description = "Print each row as a JSON object, absent values as null.")
    private boolean json;

    @Mixin
    private PurposeOption purpose = new PurposeOption();

    @Override
    public Integer call() {
        limit();
        House house = options.house();
        Lake lake = house.lake();
        Manifest manifest = house.manifest(lake);
        SortedMap<String, Long> known = known(house, lake, manifest);
        Optional<TableQuestion> question = TableQuestion.of(query);
        if (question.isPresent()) {
            question.get().refuseUnknown(known.keySet());
            question.get().print(answer(house, lake, known, question.get()), json, System.out);
            return 0;
        }
        return answered(house, lake, manifest, known);
    }

    private int answered(House house, Lake lake, Manifest manifest, SortedMap<String, Long> known) {
        int limit = limit();
        Set<String> tables = understood(known, () -> DeclaredSql.tablesOf(query, known.keySet()));
        DeclaredSql sql = new DeclaredSql(lake.session()).asOf(manifest.asOf());
        tables.forEach(table -> sql.with(table, rows(house, lake, TableName.of(table), known)));
        Dataset<Row> rows = understood(known, () -> sql.query(query));
        Dataset<Row> printed = understood(known, () -> json ? asJson(rows) : asText(rows));
        Access access = purpose.access(house, lake, "sql", query);
        Dataset<Row> some = limit == Integer.MAX_VALUE ? printed : printed.limit(json ? limit : limit + 1);
        List<Row> found = found(some, () -> access.failed(manifest.run(), tables));
        access.shown(manifest.run(), tables, Math.min(found.size(), limit));
        print(rows.columns(), found, limit);
        return 0;
    }

    private int limit() {
        int limit = given != null ? given : json ? Integer.MAX_VALUE : USUAL_LIMIT;
        if (limit < 0) {
            throw QuarantineOptions.negative("--limit");
        }
        return limit;
    }

    private static List<TableQuestion.Line> answer(
            House house, Lake lake, SortedMap<String, Long> known, TableQuestion question) {
        if (question.table().isPresent()) {
            StructType schema = rows(house, lake, TableName.of(question.table().get()), known)
                    .schema();
            return Arrays.stream(schema.fields())
                    .map(field -> new TableQuestion.Line(
                            field.name(),
                            field.dataType().catalogString(),
                            field.getComment().getOrElse(() -> "")))
                    .toList();
        }
        return known.keySet().stream()
                .map(name -> new TableQuestion.Line(name, "", purpose(house, TableName.of(name))))
                .toList();
    }

    private static String purpose(House house, TableName table) {
        return Optional.ofNullable(house.specs().contracts().get(table))
                .map(TableContract::purpose)
                .or(() -> house.specs().resourceOf(table).map(type -> "The newest version of each " + type + "."))
                .orElse("");
    }

    private static Dataset<Row> asJson(Dataset<Row> rows) {
        return rows.select(to_json(struct("*"), Map.of("ignoreNullFields", "false")));
    }

    /** Lists and structures as Spark writes them: {@code [a, b]}, {@code {1, 2}}. Two columns may have one name. */
    private static Dataset<Row> asText(Dataset<Row> rows) {
        StructType schema = rows.schema();
        String[] names =
                IntStream.range(0, schema.size()).mapToObj(i -> "column" + i).toArray(String[]::new);
        return rows.toDF(names)
                .select(IntStream.range(0, names.length)
                        .mapToObj(i -> isTree(schema.fields()[i].dataType())
                                ? col(names[i]).cast(DataTypes.StringType)
                                : col(names[i]))
                        .toArray(Column[]::new));
    }

    private static boolean isTree(DataType type) {
        return type instanceof ArrayType || type instanceof StructType || type instanceof MapType;
    }

    private void print(String[] columns, List<Row> found, int limit) {
        if (json) {
            found.forEach(row -> System.out.println(row.getString(0)));
            return;
        }
        TextTable table = new TextTable(Arrays.asList(columns));
        found.stream().limit(limit).forEach(row -> table.add(values(row)));
        table.print(System.out);
        System.out.println(
                found.size() > limit ? "first " + limit + " rows; more with --limit" : found.size() + " rows");
    }

    /** The rows; a query that fails on one of them is a mistake in the query. */
    private static List<Row> found(Dataset<Row> rows, Runnable failed) {
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

    /** Versions of what can be asked: the state in force, and the newest of what belongs to no state. */
    private static SortedMap<String, Long> known(House house, Lake lake, Manifest manifest) {
        SortedMap<String, Long> known = new TreeMap<>();
        NEWEST.forEach(table -> known.put(table.toString(), lake.version(table)));
        manifest.tables().forEach((table, version) -> known.put(table.toString(), version));
        known.entrySet()
                .removeIf(table -> table.getValue() == Lake.ABSENT
                        && !house.specs().contracts().containsKey(TableName.of(table.getKey())));
        return known;
    }

    /** Of a table that has a contract and nothing was ever delivered for, none. */
    private static Dataset<Row> rows(House house, Lake lake, TableName table, SortedMap<String, Long> known) {
        long version = known.getOrDefault(table.toString(), Lake.ABSENT);
        return version == Lake.ABSENT ? lake.empty(house.definition(table)) : lake.read(table, version);
    }

    private <T> T understood(SortedMap<String, Long> known, Supplier<T> question) {
        try {
            return question.get();
        } catch (Exception e) {
            if (e instanceof ParseException && !QueryFailure.isQuery(query)) {
                throw DeclaredSql.notAQuery();
            }
            if (e instanceof AnalysisException) {
                throw unusable(e, known.keySet());
            }
            Optional<String> error = QueryFailure.of(e);
            if (error.isEmpty()) {
                throw e;
            }
            throw QueryFailure.error(error.get());
        }
    }

    private static UserError unusable(Exception e, Collection<String> known) {
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
                        "tables are: " + String.join(", ", known)));
    }

    private static List<String> values(Row row) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> row.isNullAt(i) ? "" : String.valueOf(row.get(i)))
                .toList();
    }
}
