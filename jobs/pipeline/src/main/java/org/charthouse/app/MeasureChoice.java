package org.charthouse.app;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.charthouse.app.MeasureReports.Order;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;
import org.charthouse.lake.JobEntry;
import org.charthouse.lake.Lake;
import org.charthouse.lake.Manifest;
import org.charthouse.measure.report.CountedMeasure.MeasureKey;

/**
 * Which measures of a state are meant, over which periods.
 *
 * @param catalog the rows of {@code measure.catalog}
 */
record MeasureChoice(Order order, List<Row> catalog, Collection<MeasureKey> measures) {

    /**
     * The choice.
     *
     * @throws UserError where the state has no measures, none of a name or period, or counts of an earlier state of them
     */
    static MeasureChoice of(Lake lake, Manifest state, MeasureResults results, Order order) {
        Place place = Place.of(lake.root().toString());
        List<Row> all = results.rows(MeasureResults.CATALOG)
                .orderBy("measure_name", "measure_version", "period_start_on", "period_end_on", "group_number")
                .collectAsList();
        List<Row> counted =
                all.stream().filter(row -> row.getAs("group_number") != null).toList();
        if (counted.isEmpty() || !state.tables().containsKey(MeasureResults.SUMMARY)) {
            throw error(
                    place,
                    "No measures are counted",
                    "the state in force has none: measure.catalog says which are refused, and why",
                    "put measures into conf/measures, then 'charthouse run'");
        }
        refuseStale(place, state);
        refuseUnknown(place, order.measures(), all, counted);
        List<MeasureKey> named = counted.stream()
                .map(MeasureResults::key)
                .filter(key -> order.measures().isEmpty() || order.measures().contains(key.name()))
                .distinct()
                .toList();
        List<MeasureKey> chosen = named.stream()
                .filter(key ->
                        order.period().isEmpty() || key.period().toString().equals(order.period()))
                .toList();
        if (chosen.isEmpty()) {
            throw error(
                    place,
                    "No measure was counted over " + order.period(),
                    "they were counted over "
                            + named.stream()
                                    .map(key -> key.period().toString())
                                    .distinct()
                                    .sorted()
                                    .collect(Collectors.joining(", ")),
                    "name one of these, or add the period to conf/measures/measures.yaml and run again");
        }
        return new MeasureChoice(order, counted, chosen);
    }

    private static void refuseStale(Place place, Manifest state) {
        Set<String> stale = stale(state);
        if (!stale.isEmpty()) {
            throw error(
                    place,
                    "The counts are older than the results",
                    "a run of some jobs left out " + String.join(", ", stale),
                    "run 'charthouse run'");
        }
    }

    /** Jobs whose counts are of results that are not those of this state: a run of some jobs may leave such. */
    static Set<String> stale(Manifest state) {
        Set<String> stale = new TreeSet<>();
        for (JobEntry entry : state.jobs().values()) {
            boolean isCounting = entry.outputs().containsKey(MeasureResults.SUMMARY)
                    || entry.outputs().containsKey(MeasureResults.RATE);
            boolean isOfOthers = entry.inputs().entrySet().stream()
                    .anyMatch(input ->
                            !input.getValue().equals(state.tables().getOrDefault(input.getKey(), input.getValue())));
            if (isCounting && isOfOthers) {
                stale.add(entry.job());
            }
        }
        return stale;
    }

    private static void refuseUnknown(Place place, Set<String> wanted, List<Row> all, List<Row> counted) {
        Set<String> names = counted.stream()
                .map(row -> row.<String>getAs("measure_name"))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : new TreeSet<>(wanted)) {
            if (names.contains(name)) {
                continue;
            }
            Optional<Row> refused = all.stream()
                    .filter(row -> row.<String>getAs("measure_name").equals(name))
                    .findFirst();
            throw refused.isPresent()
                    ? error(
                            place,
                            "The measure '" + name + "' is refused",
                            String.valueOf(refused.get().<String>getAs("problem")),
                            "complete its package, then 'charthouse run'")
                    : error(
                            place,
                            "There is no measure '" + name + "'",
                            "the state in force counts others",
                            NearestWord.cure(name, names));
        }
    }

    private static UserError error(Place place, String what, String reason, String cure) {
        return new UserError(ExitCode.INPUT, new Problem(what, place, reason, cure));
    }
}
