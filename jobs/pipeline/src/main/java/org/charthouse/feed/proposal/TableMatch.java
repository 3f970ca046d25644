package org.charthouse.feed.proposal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.charthouse.spec.ColumnSpec;
import org.charthouse.spec.TableContract;

/**
 * How well the columns of a file fit one extract table.
 *
 * @param contract the table
 * @param found the source column for each column that has one, with how sure that is, from 0 to 1
 * @param score of the whole, from 0 to 1
 */
record TableMatch(TableContract contract, Map<String, Pair> found, double score) {

    private static final double REQUIRED = 0.35;
    private static final double USED = 0.3;
    private static final double NAMED = 0.35;

    /** A column of the file and how sure it is that it is the one. */
    record Pair(String source, double likeness) {}

    /** A day is less of an instant than a day with a time, by so much as other names for a column differ. */
    private static final double MISSING_TIME = 0.2;

    private record Candidate(ColumnSpec column, String source, double likeness, double rank) {}

    /**
     * Matches.
     *
     * @param columns the file's, with what their values have in common
     */
    static TableMatch of(
            TableContract contract, Map<String, ColumnProfile> columns, NameLikeness names, String fileName) {
        List<Candidate> candidates = new ArrayList<>();
        for (ColumnSpec column : contract.columns()) {
            columns.forEach((source, profile) -> {
                double likeness = names.of(source, contract.table().name(), column.name());
                if (likeness > 0 && profile.fits(column.type())) {
                    boolean lacksTime = column.type().equals("timestamp") && profile.isDate();
                    double rank = lacksTime ? likeness - MISSING_TIME : likeness;
                    candidates.add(new Candidate(column, source, likeness, rank));
                }
            });
        }
        candidates.sort(Comparator.comparing(Candidate::rank)
                .reversed()
                .thenComparing(each -> !each.column.required())
                .thenComparing(each -> contract.columnNames().indexOf(each.column.name())));
        Map<String, Pair> found = new TreeMap<>();
        Set<String> used = new HashSet<>();
        for (Candidate each : candidates) {
            if (!found.containsKey(each.column.name()) && used.add(each.source)) {
                found.put(each.column.name(), new Pair(each.source, each.likeness));
            }
        }
        double fit = fit(contract, found);
        double share = columns.isEmpty() ? 0 : (double) found.size() / columns.size();
        double named = names.ofTable(fileName, contract.table().name());
        return new TableMatch(contract, found, REQUIRED * fit + USED * share + NAMED * named);
    }

    Optional<Pair> source(String column) {
        return Optional.ofNullable(found.get(column));
    }

    private static double fit(TableContract contract, Map<String, Pair> found) {
        List<String> required = contract.columns().stream()
                .filter(ColumnSpec::required)
                .map(ColumnSpec::name)
                .filter(name -> !name.equals(TableContract.UPDATED))
                .toList();
        double sum = required.stream()
                .map(found::get)
                .mapToDouble(pair -> pair == null ? 0 : pair.likeness)
                .sum();
        return required.isEmpty() ? 0 : sum / required.size();
    }
}
