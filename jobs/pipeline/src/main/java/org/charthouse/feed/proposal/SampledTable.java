package org.charthouse.feed.proposal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.charthouse.spec.CsvForm;
import org.charthouse.spec.TableContract;

/**
 * A sample as a table.
 *
 * @param form how it is cut into values
 * @param hasHeader whether the first line is taken for names
 * @param columns what the values of each column have in common; without a header columns are named c1, c2 and so on
 * @param nullTexts texts that seem to stand for nothing
 * @param rows records looked at
 * @param others lines with another number of values
 */
record SampledTable(
        CsvForm form,
        boolean hasHeader,
        Map<String, ColumnProfile> columns,
        List<String> nullTexts,
        int rows,
        int others) {

    private static final List<String> NULLS = List.of("NULL", "null", "\\N", "N/A", "n/a", "-", "None", "NaN");

    static SampledTable of(Path file, Iterable<TableContract> contracts) {
        FormGuess guess = FormGuess.of(FileSample.of(file));
        List<List<String>> all = guess.rows();
        List<String> nulls = nullTexts(all);
        boolean hasHeader = hasHeader(all, nulls, contracts);
        List<List<String>> records = hasHeader ? all.subList(1, all.size()) : all;
        Map<String, ColumnProfile> columns = new LinkedHashMap<>();
        int width = all.isEmpty() ? 0 : all.get(0).size();
        for (int i = 0; i < width; i++) {
            String name = hasHeader ? all.get(0).get(i) : "c" + (i + 1);
            columns.putIfAbsent(name, ColumnProfile.of(column(records, i), nulls));
        }
        return new SampledTable(guess.form(), hasHeader, columns, nulls, records.size(), guess.others());
    }

    private static List<String> column(List<List<String>> rows, int at) {
        return rows.stream().map(row -> row.get(at)).toList();
    }

    private static List<String> nullTexts(List<List<String>> rows) {
        return NULLS.stream()
                .filter(text -> rows.stream().anyMatch(row -> row.contains(text)))
                .toList();
    }

    /**
     * Whether the first line is none of the records: no value of it has the form of a date or number, all differ, and either
     * some column below has such a form, or half of the values are words for columns.
     */
    private static boolean hasHeader(List<List<String>> all, List<String> nulls, Iterable<TableContract> contracts) {
        if (all.isEmpty()) {
            return false;
        }
        List<String> first = all.get(0);
        boolean looksLikeNames = first.stream().distinct().count() == first.size()
                && first.stream().noneMatch(String::isBlank)
                && first.stream()
                        .noneMatch(
                                value -> ColumnProfile.of(List.of(value), nulls).isTyped());
        if (!looksLikeNames) {
            return false;
        }
        List<List<String>> rest = all.subList(1, all.size());
        boolean differs = !rest.isEmpty()
                && IntStream.range(0, first.size())
                        .anyMatch(i -> ColumnProfile.of(column(rest, i), nulls).isTyped());
        return differs || areWords(first, contracts);
    }

    private static boolean areWords(List<String> names, Iterable<TableContract> contracts) {
        List<String> columns = new ArrayList<>();
        contracts.forEach(contract -> columns.addAll(contract.columnNames()));
        NameLikeness likeness = new NameLikeness();
        return names.stream().filter(name -> likeness.knows(name, columns)).count() * 2 >= names.size();
    }
}
