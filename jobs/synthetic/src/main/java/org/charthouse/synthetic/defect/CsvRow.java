package org.charthouse.synthetic.defect;

import java.util.ArrayList;
import java.util.List;
import org.charthouse.synthetic.source.CsvText;

/** A CSV record with its header; the first column is the primary key. */
record CsvRow(List<String> header, List<String> cells) {

    static CsvRow parse(String header, String line) {
        return new CsvRow(CsvText.cells(header), new ArrayList<>(CsvText.cells(line)));
    }

    String value(String column) {
        return cells.get(header.indexOf(column));
    }

    void set(String column, String value) {
        cells.set(header.indexOf(column), value);
    }

    boolean has(String column, String value) {
        return header.contains(column) && value(column).equals(value);
    }
}
