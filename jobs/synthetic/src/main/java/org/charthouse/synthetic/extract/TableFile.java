package org.charthouse.synthetic.extract;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.charthouse.synthetic.source.CsvText;
import org.charthouse.synthetic.source.LineFile;

/** One table being written. */
final class TableFile implements AutoCloseable {

    private final LineFile file;
    private final int width;
    private int rows;

    TableFile(Path directory, String table) {
        List<String> columns = Tables.columns(table);
        width = columns.size();
        file = new LineFile(directory.resolve(table + ".csv"));
        file.write(CsvText.line(columns));
    }

    /** Adds a row under the next id. */
    void add(Object... cellsAfterId) {
        write(rows + 1, cellsAfterId);
    }

    /** Adds a row under an id that was given out before. */
    void write(int id, Object... cellsAfterId) {
        List<String> cells = new ArrayList<>();
        cells.add(Integer.toString(id));
        for (Object cell : cellsAfterId) {
            cells.add(cell.toString());
        }
        if (cells.size() != width) {
            throw new IllegalStateException("A row has " + cells.size() + " cells, its table " + width);
        }
        file.write(CsvText.line(cells));
        rows++;
    }

    @Override
    public void close() {
        file.close();
    }
}
