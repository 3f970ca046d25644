package org.charthouse.feed.proposal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.charthouse.feed.CsvLine;
import org.charthouse.spec.CsvForm;

/**
 * How a sample is most likely cut into values.
 *
 * @param form delimiter, quote and encoding; whether there is a header is said elsewhere
 * @param rows the values of lines that have the usual number of them, the first line among them
 * @param others how many lines have another number
 */
record FormGuess(CsvForm form, List<List<String>> rows, int others) {

    private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");

    static FormGuess of(FileSample sample) {
        FormGuess best = null;
        for (String delimiter : DELIMITERS) {
            FormGuess guess = of(sample, delimiter);
            if (best == null || guess.worth() > best.worth()) {
                best = guess;
            }
        }
        if (best == null) {
            throw new IllegalStateException("there are delimiters");
        }
        return best;
    }

    private static FormGuess of(FileSample sample, String delimiter) {
        int breaks = 0;
        CsvLine csv = new CsvLine(form(sample, delimiter, false));
        List<List<String>> all = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String line : sample.lines()) {
            String text = open.isEmpty() ? line : open + "\n" + line;
            List<String> values = csv.values(text);
            if (values == null && text.length() < 1 << 16) {
                open.setLength(0);
                open.append(text);
                breaks++;
            } else {
                open.setLength(0);
                all.add(values == null ? List.of() : values);
            }
        }
        boolean hasBreaks = breaks > 0 && breaks * 2 < sample.lines().size() && open.isEmpty();
        int width = usual(all);
        List<List<String>> rows =
                all.stream().filter(row -> row.size() == width).toList();
        return new FormGuess(form(sample, delimiter, hasBreaks), rows, all.size() - rows.size());
    }

    private static CsvForm form(FileSample sample, String delimiter, boolean hasBreaks) {
        return new CsvForm(delimiter, "\"", "", sample.encoding(), true, false, hasBreaks);
    }

    private static int usual(List<List<String>> rows) {
        Map<Integer, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.size(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    /** One column says nothing; many lines of equal width say much. */
    private double worth() {
        int width = rows.isEmpty() ? 0 : rows.get(0).size();
        double agreeing = (double) rows.size() / Math.max(1, rows.size() + others);
        return width < 2 ? 0 : agreeing * agreeing * (1 + Math.log(width));
    }
}
