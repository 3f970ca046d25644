package org.charthouse.mart;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.lake.TableDefinition;
import org.charthouse.spec.MartSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;
import org.jspecify.annotations.Nullable;

/** Runs the worked cases of a mart: given rows in, expected rows out, compared as sets over the columns expected. */
public final class MartCases {

    private final SparkSession session;
    private final Specifications specs;

    public MartCases(SparkSession session, Specifications specs) {
        this.session = session;
        this.specs = specs;
    }

    /**
     * What came of one case.
     *
     * @param missing expected rows that did not come out
     * @param unexpected rows that came out unasked
     */
    public record Outcome(TableName mart, String name, List<String> missing, List<String> unexpected) {

        public boolean passed() {
            return missing.isEmpty() && unexpected.isEmpty();
        }
    }

    /** The outcome of each case of a mart, in the order of the file. */
    public List<Outcome> run(MartSpec mart) {
        return mart.cases().stream().map(each -> run(mart, each)).toList();
    }

    private Outcome run(MartSpec mart, MartSpec.Case given) {
        DeclaredSql sql = new DeclaredSql(session);
        if (!given.asOf().isEmpty()) {
            sql.asOf(LocalDate.parse(given.asOf()));
        }
        for (TableName input : mart.inputs()) {
            sql.with(
                    input.toString(), table(specs.contract(input), given.given().getOrDefault(input, List.of())));
        }
        TableContract contract = specs.contract(mart.table());
        Column[] columns = compared(given, contract);
        Dataset<Row> expected = table(contract, given.expect()).select(columns);
        List<String> want = texts(expected);
        List<String> have = texts(cast(sql.query(mart.sql()), contract).select(columns));
        return new Outcome(mart.table(), given.name(), without(want, have), without(have, want));
    }

    private static Column[] compared(MartSpec.Case given, TableContract contract) {
        TreeSet<String> named = new TreeSet<>();
        given.expect().forEach(row -> named.addAll(row.keySet()));
        return contract.columnNames().stream()
                .filter(name -> named.isEmpty() || named.contains(name))
                .map(name -> col(name))
                .toArray(Column[]::new);
    }

    private static List<String> texts(Dataset<Row> rows) {
        return rows.toJSON().collectAsList().stream().sorted().toList();
    }

    private static List<String> without(List<String> rows, List<String> others) {
        List<String> left = new ArrayList<>(rows);
        others.forEach(left::remove);
        return left;
    }

    /** Rows of plain values as a table: each value is cast from its text to the type of the contract. */
    private Dataset<Row> table(TableContract contract, List<Map<String, @Nullable Object>> given) {
        StructType texts = new StructType();
        for (String name : contract.columnNames()) {
            texts = texts.add(name, DataTypes.StringType);
        }
        List<Row> rows = given.stream()
                .map(row -> RowFactory.create(
                        contract.columnNames().stream().map(row::get).toArray()))
                .toList();
        return cast(session.createDataFrame(rows, texts), contract);
    }

    private static Dataset<Row> cast(Dataset<Row> rows, TableContract contract) {
        StructType schema = TableDefinition.of(contract).schema();
        Column[] columns = contract.columnNames().stream()
                .map(name -> rows.schema()
                                .apply(name)
                                .dataType()
                                .equals(schema.apply(name).dataType())
                        ? col(name)
                        : converted(col(name), schema.apply(name).dataType()).as(name))
                .toArray(Column[]::new);
        return rows.select(columns);
    }

    /** A text as a value of a type; a list or structure is written as JSON. */
    private static Column converted(Column value, DataType type) {
        boolean nested = type instanceof ArrayType || type instanceof StructType || type instanceof MapType;
        return nested ? from_json(value, type, Map.of()) : value.cast(type);
    }
}
