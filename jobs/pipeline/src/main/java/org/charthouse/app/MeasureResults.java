package org.charthouse.app;

import static org.apache.spark.sql.functions.broadcast;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.charthouse.lake.DeclaredSql;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.lake.TableDefinition;
import org.charthouse.measure.population.MeasurementPeriod;
import org.charthouse.measure.population.PopulationCode;
import org.charthouse.measure.report.Cell;
import org.charthouse.measure.report.CountedMeasure;
import org.charthouse.measure.report.CountedMeasure.Group;
import org.charthouse.measure.report.CountedMeasure.MeasureKey;
import org.charthouse.spec.TableName;

/** What one published state says of measures. */
final class MeasureResults {

    static final TableName CATALOG = TableName.of("measure.catalog");
    static final TableName RESULT = TableName.of("measure.person_result");
    static final TableName FAILURE = TableName.of("measure.failure");
    static final TableName SUMMARY = TableName.of("measure.summary");
    static final TableName RATE = TableName.of("mart.measure_rate");

    /** The columns that a measure and its period are told by. */
    static final List<String> KEY = List.of("measure_name", "measure_version", "period_start_on", "period_end_on");

    private static final String POPULATIONS = """
            SELECT DISTINCT measure_name, measure_version, period_start_on, period_end_on, group_number, population_code
            FROM measure.person_result
            """;

    private static final String FAILURES = """
            SELECT
              measure_name, measure_version, period_start_on, period_end_on, group_number,
              count(DISTINCT person_id) AS persons
            FROM measure.failure
            GROUP BY measure_name, measure_version, period_start_on, period_end_on, group_number
            """;

    private static final String CELLS = """
            SELECT summary.*, coalesce(measure_rate.is_suppressed, true) AS is_suppressed
            FROM measure.summary
            LEFT JOIN mart.measure_rate
              USING (measure_name, measure_version, period_start_on, period_end_on, group_number, stratum_name, stratum_value)
            ORDER BY stratum_name, stratum_value
            """;

    /** Populations in the order in which a report tells them. */
    private static final List<String> ORDER = List.of(
            PopulationCode.INITIAL,
            PopulationCode.DENOMINATOR,
            PopulationCode.DENOMINATOR_EXCLUSION,
            PopulationCode.DENOMINATOR_EXCEPTION,
            PopulationCode.NUMERATOR,
            PopulationCode.NUMERATOR_EXCLUSION,
            PopulationCode.MEASURE_POPULATION,
            PopulationCode.MEASURE_POPULATION_EXCLUSION);

    private final House house;
    private final Lake lake;
    private final Manifest state;

    MeasureResults(House house, Lake lake, Manifest state) {
        this.house = house;
        this.lake = lake;
        this.state = state;
    }

    /** A group of a measure over a period. */
    record GroupKey(MeasureKey measure, int number) {

        static GroupKey of(Row row) {
            return new GroupKey(key(row), row.<Integer>getAs("group_number"));
        }
    }

    static MeasureKey key(Row row) {
        MeasurementPeriod period = new MeasurementPeriod(
                row.<Date>getAs("period_start_on").toLocalDate(),
                row.<Date>getAs("period_end_on").toLocalDate());
        return new MeasureKey(row.getAs("measure_name"), row.getAs("measure_version"), period);
    }

    /** The rows of a table in this state; none where it was never made. */
    Dataset<Row> rows(TableName table) {
        long version = state.tables().getOrDefault(table, Lake.ABSENT);
        TableDefinition definition = house.definition(table);
        return version == Lake.ABSENT ? lake.empty(definition) : lake.read(table, version);
    }

    /** Those of some measures. */
    Dataset<Row> rows(TableName table, Collection<MeasureKey> measures) {
        StructType all = house.definition(CATALOG).schema();
        StructType schema = new StructType();
        for (String column : KEY) {
            schema = schema.add(all.apply(column));
        }
        List<Row> keys = measures.stream()
                .map(key -> RowFactory.create(
                        key.name(),
                        key.version(),
                        Date.valueOf(key.period().start()),
                        Date.valueOf(key.period().end())))
                .toList();
        Dataset<Row> chosen = lake.session().createDataFrame(keys, schema);
        return rows(table).join(broadcast(chosen), KEY.toArray(String[]::new), "left_semi");
    }

    /** Measures with their groups, by name, version and period. */
    List<CountedMeasure> measures(List<Row> catalog, Collection<MeasureKey> chosen) {
        DeclaredSql sql = new DeclaredSql(lake.session())
                .with(RESULT.toString(), rows(RESULT, chosen))
                .with(FAILURE.toString(), rows(FAILURE, chosen));
        Map<GroupKey, List<Row>> populations = grouped(sql.query(POPULATIONS), GroupKey::of);
        Map<GroupKey, List<Row>> failures = grouped(sql.query(FAILURES), GroupKey::of);
        Map<MeasureKey, List<Row>> measures = new LinkedHashMap<>();
        catalog.stream()
                .filter(row -> chosen.contains(key(row)))
                .forEach(row -> measures.computeIfAbsent(key(row), any -> new ArrayList<>())
                        .add(row));
        return measures.entrySet().stream()
                .map(each -> measure(
                        each.getKey(),
                        each.getValue().stream()
                                .map(row -> group(
                                        row,
                                        populations.getOrDefault(GroupKey.of(row), List.of()),
                                        failures.getOrDefault(GroupKey.of(row), List.of())))
                                .toList(),
                        each.getValue().get(0)))
                .toList();
    }

    private static CountedMeasure measure(MeasureKey key, List<Group> groups, Row row) {
        return new CountedMeasure(key, text(row, "measure_url"), text(row, "title"), text(row, "caveat"), groups);
    }

    private static Group group(Row row, List<Row> populations, List<Row> failures) {
        String scoring = text(row, "scoring");
        List<String> found = populations.stream()
                .map(each -> each.<String>getAs("population_code"))
                .toList();
        List<String> told = found.isEmpty() ? usual(scoring) : found;
        return new Group(
                row.<Integer>getAs("group_number"),
                scoring,
                text(row, "basis"),
                text(row, "direction"),
                row.<Integer>getAs("small_cell"),
                failures.isEmpty() ? 0 : failures.get(0).<Long>getAs("persons"),
                ORDER.stream().filter(told::contains).toList());
    }

    /** What a group of nobody has for certain. */
    private static List<String> usual(String scoring) {
        return switch (scoring) {
            case "cohort" -> List.of(PopulationCode.INITIAL);
            case "continuous-variable" -> List.of(PopulationCode.INITIAL, PopulationCode.MEASURE_POPULATION);
            default -> List.of(PopulationCode.INITIAL, PopulationCode.DENOMINATOR, PopulationCode.NUMERATOR);
        };
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.<String>getAs(column), "");
    }

    /** Counts of measures by group, strata in order. */
    Map<MeasureKey, SortedMap<Integer, List<Cell>>> cells(Collection<MeasureKey> chosen) {
        DeclaredSql sql = new DeclaredSql(lake.session())
                .with(SUMMARY.toString(), rows(SUMMARY, chosen))
                .with(RATE.toString(), rows(RATE, chosen));
        Map<MeasureKey, SortedMap<Integer, List<Cell>>> cells = new HashMap<>();
        grouped(sql.query(CELLS), GroupKey::of)
                .forEach((key, rows) -> cells.computeIfAbsent(key.measure(), any -> new TreeMap<>())
                        .put(
                                key.number(),
                                rows.stream().map(MeasureResults::cell).toList()));
        return cells;
    }

    private static <K> Map<K, List<Row>> grouped(Dataset<Row> rows, Function<Row, K> key) {
        Map<K, List<Row>> groups = new LinkedHashMap<>();
        rows.collectAsList()
                .forEach(row -> groups.computeIfAbsent(key.apply(row), any -> new ArrayList<>())
                        .add(row));
        return groups;
    }

    private static Cell cell(Row row) {
        boolean isContinuous = text(row, "scoring").equals("continuous-variable");
        Map<String, Long> counts = new HashMap<>();
        counts.put(PopulationCode.INITIAL, row.getAs("initial_population_count"));
        if (isContinuous) {
            counts.put(PopulationCode.MEASURE_POPULATION, row.getAs("denominator_count"));
            counts.put(PopulationCode.MEASURE_POPULATION_EXCLUSION, row.getAs("exclusion_count"));
        } else if (!text(row, "scoring").equals("cohort")) {
            counts.put(PopulationCode.DENOMINATOR, row.getAs("denominator_count"));
            counts.put(PopulationCode.DENOMINATOR_EXCLUSION, row.getAs("exclusion_count"));
            counts.put(PopulationCode.DENOMINATOR_EXCEPTION, row.getAs("exception_count"));
            counts.put(PopulationCode.NUMERATOR, row.getAs("numerator_count"));
            counts.put(PopulationCode.NUMERATOR_EXCLUSION, row.getAs("numerator_exclusion_count"));
        }
        Double rate = row.getAs("rate");
        BigDecimal score = isContinuous ? row.getAs("observed_value") : rate == null ? null : BigDecimal.valueOf(rate);
        return new Cell(
                row.getAs("stratum_name"),
                row.getAs("stratum_value"),
                row.<Boolean>getAs("is_suppressed"),
                row.<Long>getAs("person_count"),
                counts,
                score);
    }
}
