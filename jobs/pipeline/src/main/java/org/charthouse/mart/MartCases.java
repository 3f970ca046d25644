package org.charthouse.mart;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.lake.GivenRows;
import org.charthouse.spec.MartSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;

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
                    input.toString(),
                    GivenRows.of(session, specs.contract(input), given.given().getOrDefault(input, List.of())));
        }
        TableContract contract = specs.contract(mart.table());
        Column[] columns = compared(given, contract);
        Dataset<Row> expected = GivenRows.of(session, contract, given.expect()).select(columns);
        List<String> want = texts(expected);
        List<String> have =
                texts(GivenRows.cast(sql.query(mart.sql()), contract).select(columns));
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
}
