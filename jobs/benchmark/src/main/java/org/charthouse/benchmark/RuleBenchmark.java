package org.charthouse.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.charthouse.app.SynthProcess;
import org.charthouse.benchmark.Line.Point;
import org.charthouse.dq.CheckJob;
import org.charthouse.dq.Reliance;
import org.charthouse.dq.RuleBook;
import org.charthouse.lake.Lake;
import org.charthouse.lake.LakeSession;
import org.charthouse.lake.TableDefinition;
import org.charthouse.pipeline.JobContext;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/**
 * What judging a table by many rules costs, beside Deequ with the same checks, and beside a bare scan that hashes the columns.
 * The whole job of a run is told as well, which Deequ has no like of.
 */
final class RuleBenchmark {

    private static final TableName TABLE = new TableName("core", "observation");
    private static final TableName RESULT = new TableName("dq", "result");
    private static final List<Integer> BESIDE = List.of(60, 200);
    private static final List<Integer> ALONE = List.of(500, 2_000);
    private static final LocalDate AS_OF = LocalDate.of(2026, 1, 31);
    private static final double SAME = 1e-9;

    private final Path folder;
    private final Lake lake;
    private final long rows;
    private final int rounds;
    private final List<Point> points = new ArrayList<>();

    private RuleBenchmark(Path folder, Lake lake, long rows, int rounds) {
        this.folder = folder;
        this.lake = lake;
        this.rows = rows;
        this.rounds = rounds;
    }

    /** Takes the number of rows and of rounds. */
    public static void main(String[] arguments) throws IOException {
        long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Path folder = Files.createTempDirectory("charthouse-benchmark");
        try {
            Path install = SynthProcess.install();
            Specifications shipped = Specifications.read(install.resolve("conf"), install.resolve("schemas"));
            SparkSession session = LakeSession.start(shipped.house(), folder.resolve("tmp"));
            new RuleBenchmark(folder, new Lake(session, folder.resolve("lake")), rows, rounds).run(install);
            session.stop();
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private void run(Path install) throws IOException {
        write(TableDefinition.of(specs(install, 1).contract(TABLE)));
        System.out.printf(
                Locale.ROOT,
                "%,d rows, %d rounds, %d MB of heap%n%n",
                rows,
                rounds,
                Runtime.getRuntime().maxMemory() >> 20);
        System.out.println("""
                | checks | scan and hash | Charthouse | to the scan | Deequ 2.0.7 | to Charthouse | Charthouse, whole job |
                |---|---|---|---|---|---|---|""");
        Specifications one = specs(install, 1);
        int implied = judged(one).size() - 1;
        for (int checks : BESIDE) {
            beside(specs(install, checks - implied), checks);
        }
        for (int checks : ALONE) {
            alone(specs(install, checks - implied), checks);
        }
        Line line = Line.through(points);
        System.out.printf(
                Locale.ROOT,
                "%nStraight line: %.1f s and %.2f s per 100 checks; R2 %.4f%n",
                line.fixed(),
                100 * line.slope(),
                line.r2());
    }

    private void beside(Specifications specs, int checks) {
        List<Row> results = judged(specs);
        DeequChecks deequ = new DeequChecks(lake.read(TABLE), results);
        same(results, deequ.shares());
        Rounds times = Rounds.of(rounds, () -> judge(specs), deequ::shares, this::scan, () -> run(specs));
        print(checks, times, 2, String.format(Locale.ROOT, "%.1f s | %s", times.seconds(1), times.ratio(1)), 3);
    }

    private void alone(Specifications specs, int checks) {
        judged(specs);
        print(checks, Rounds.of(rounds, () -> judge(specs), this::scan, () -> run(specs)), 1, " | ", 2);
    }

    private void print(int checks, Rounds times, int scan, String deequ, int job) {
        points.add(new Point(checks, times.seconds(0)));
        System.out.printf(
                Locale.ROOT,
                "| %,d | %.2f s | %.1f s | %s | %s | %.1f s |%n",
                checks,
                times.seconds(scan),
                times.seconds(0),
                times.ratio(0, scan),
                deequ,
                times.seconds(job));
    }

    /** The least that a look at the columns costs. */
    private void scan() {
        Column[] columns = ManyRules.COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new);
        lake.read(TABLE).agg(sum(xxhash64(columns).mod(1_000_003))).collectAsList();
    }

    /** As Deequ does it: the table is judged, results are in memory. */
    private List<Row> judge(Specifications specs) {
        return new RuleBook(specs).judge(Map.of(TABLE, lake.read(TABLE)), AS_OF);
    }

    /** The job of a run: also counts by source and month, and every row that breaks a rule, in three tables. */
    private void run(Specifications specs) {
        CheckJob job = new CheckJob(specs, new Reliance(Map.of()));
        SortedMap<TableName, Long> pinned = new TreeMap<>();
        job.inputs().forEach(table -> pinned.put(table, lake.version(table)));
        job.run(new JobContext(
                specs,
                lake,
                new JobContext.Home(folder, folder),
                1,
                AS_OF,
                pinned,
                Optional.empty(),
                job.definition(),
                true));
    }

    /** The results of all checks but those of references, whose tables are not there; none may be in error. */
    private List<Row> judged(Specifications specs) {
        List<Row> results = lake.session()
                .createDataFrame(
                        judge(specs), TableDefinition.of(specs.contract(RESULT)).schema())
                .filter("table_name = 'core.observation' AND kind <> 'reference'")
                .collectAsList();
        results.stream()
                .filter(row -> row.<Long>getAs("rows_in_error") > 0)
                .findAny()
                .ifPresent(row -> {
                    throw new IllegalStateException(row.<String>getAs("rule") + " is in error");
                });
        return results;
    }

    private static void same(List<Row> results, Map<String, Double> shares) {
        for (Row result : results) {
            long checked = result.getAs("rows_checked");
            double kept = 1 - (double) result.<Long>getAs("rows_violating") / checked;
            Double share = shares.get(result.<String>getAs("rule"));
            if (checked > 0 && (share == null || Math.abs(share - kept) > SAME)) {
                throw new IllegalStateException(
                        result.<String>getAs("rule") + ": Deequ says " + share + ", Charthouse " + kept);
            }
        }
    }

    /** The shipped contracts, and so many rules of one table. */
    private Specifications specs(Path install, int rules) throws IOException {
        Path own = folder.resolve("specs-" + rules);
        FileUtils.copyDirectory(
                install.resolve("conf").toFile(), own.resolve("conf").toFile());
        FileUtils.copyDirectory(
                install.resolve("schemas").toFile(), own.resolve("schemas").toFile());
        FileUtils.deleteDirectory(own.resolve("conf/rules").toFile());
        Path file = Files.createDirectories(own.resolve("conf/rules")).resolve("observation.yaml");
        Files.writeString(file, ManyRules.file(rules));
        return Specifications.read(own.resolve("conf"), own.resolve("schemas"));
    }

    /** Results of laboratories: two hundred codes; about one value in a hundred is out of range, one date in fifty is late. */
    private void write(TableDefinition definition) {
        Map<String, String> values = Map.ofEntries(
                Map.entry("source_system", "concat('hospital-', id % 3)"),
                Map.entry("observation_id", "concat(substring(sha2(cast(id AS string), 256), 1, 28), '-', id)"),
                Map.entry("component_ordinal", "0"),
                Map.entry("patient_id", "substring(sha2(cast(id % 50000 AS string), 256), 1, 32)"),
                Map.entry("status", "if(id % 101 = 0, 'preliminary', 'final')"),
                Map.entry("category_code", "'laboratory'"),
                Map.entry("observed_at", "timestamp_seconds(1420070400 + (id * 7919) % 347000000)"),
                Map.entry("observed_on", "cast(timestamp_seconds(1420070400 + (id * 7919) % 347000000) AS date)"),
                Map.entry(
                        "issued_at",
                        "timestamp_seconds(1420070400 + (id * 7919) % 347000000 + if(id % 50 = 0, 200000, 3600))"),
                Map.entry("code", "code"),
                Map.entry("normalized_code", "code"),
                Map.entry("value_number", "number"),
                Map.entry("value_number_text", "cast(number AS string)"),
                Map.entry("canonical_value", "number"),
                Map.entry("unit_code", "if(id % 97 = 0, NULL, 'mg/dL')"),
                Map.entry("canonical_unit", "'mg/dL'"));
        String[] codes = new String[ManyRules.CODES];
        Arrays.setAll(codes, ManyRules::code);
        Dataset<Row> made = lake.session()
                .range(0, rows, 1, 4)
                .withColumn("code", lit(codes).apply(expr("cast(id * 7 % 200 AS int)")))
                .withColumn("number", expr("cast((xxhash64(id) % 500 + 500) * 1.004 AS decimal(18, 6))"));
        Column[] columns = Arrays.stream(definition.schema().fields())
                .map(field -> expr(values.getOrDefault(field.name(), "NULL"))
                        .cast(field.dataType())
                        .as(field.name()))
                .toArray(Column[]::new);
        made.select(columns).write().format("delta").save(lake.path(TABLE).toString());
    }
}
