package org.charthouse.synthetic.source;

import java.util.ArrayList;
import java.util.List;

/** A CSV record with its header; the first column is the primary key. Cells can be changed, columns cannot. */
public record CsvRow(List<String> header, List<String> cells) {

    /** The record of one line below a header line. */
    public static CsvRow parse(String header, String line) {
        return new CsvRow(CsvText.cells(header), new ArrayList<>(CsvText.cells(line)));
    }

    /** The cell of a column that must exist. */
    public String value(String column) {
        return cells.get(header.indexOf(column));
    }

    /** Changes the cell of a column that must exist. */
    public void set(String column, String value) {
        cells.set(header.indexOf(column), value);
    }

    /** True if there is such a column and its cell says this. */
    public boolean has(String column, String value) {
        return header.contains(column) && value(column).equals(value);
    }
}
