package org.charthouse.app.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows in columns as wide as they need, at most 60 characters where nothing is lost that a person must have whole. */
final class TextTable {

    private static final int WIDEST = 60;

    private final List<List<String>> rows = new ArrayList<>();
    private final int widest;

    TextTable(List<String> header) {
        this(header, WIDEST);
    }

    private TextTable(List<String> header, int widest) {
        rows.add(header);
        this.widest = widest;
    }

    /** A table of which nothing is cut: paths are to be typed again, and the end of a reason is its cure. */
    static TextTable whole(List<String> header) {
        return new TextTable(header, Integer.MAX_VALUE);
    }

    void add(List<String> row) {
        rows.add(row);
    }

    void print(PrintStream out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.min(widest, Math.max(widths[i], row.get(i).length()));
            }
        }
        for (int nth = 0; nth < rows.size(); nth++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(cell(rows.get(nth).get(i), widths[i])).append("  ");
            }
            out.println(line.toString().stripTrailing());
            if (nth == 0) {
                int last = Math.min(0, WIDEST - widths[columns - 1]);
                out.println("-".repeat(Math.max(1, line.length() - 2 + last)));
            }
        }
    }

    private static String cell(String text, int width) {
        String shown = text.length() > width ? text.substring(0, width - 1) + "…" : text;
        boolean number = shown.matches("-?[0-9][0-9.,E-]*");
        return String.format(Locale.ROOT, number ? "%" + width + "s" : "%-" + width + "s", shown);
    }
}
