package org.charthouse.synthetic.defect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charthouse.synthetic.source.CsvText;
import org.charthouse.synthetic.source.LineFile;

/**
 * The files under {@code truth/}. A planted defect is a row of facility, file (with ending), 1-based line of the delivered
 * file (the header of a CSV file is line 1), id of the record, element and kind.
 */
public final class Truth implements AutoCloseable {

    /** The files of planted lines, each with its columns. */
    private static final List<String> PLANTED =
            List.of("malformed", "impossible", "unknown_code", "orphan", "duplicate_row");

    private static final List<String> PLANTED_COLUMNS =
            List.of("facility", "file", "line", "record_id", "element", "kind");

    private final Map<String, LineFile> files = new LinkedHashMap<>();

    /** Creates all files with their headers in this directory. */
    public Truth(Path directory) {
        PLANTED.forEach(name -> open(directory, name, PLANTED_COLUMNS));
        open(directory, "person", List.of("facility", "patient_id", "person"));
        open(directory, "file", List.of("facility", "file", "lines", "good", "malformed", "duplicate"));
        open(directory, "extract", List.of("facility", "people", "registrations", "encounters"));
    }

    /** Adds a row to a truth file. */
    public void add(String file, List<?> cells) {
        LineFile target = files.get(file);
        if (target == null) {
            throw new IllegalArgumentException("No truth file is called " + file);
        }
        target.write(CsvText.line(cells.stream().map(Object::toString).toList()));
    }

    @Override
    public void close() {
        new ArrayList<>(files.values()).forEach(LineFile::close);
    }

    private void open(Path directory, String name, List<String> columns) {
        LineFile file = new LineFile(directory.resolve(name + ".csv"));
        file.write(CsvText.line(columns));
        files.put(name, file);
    }
}
