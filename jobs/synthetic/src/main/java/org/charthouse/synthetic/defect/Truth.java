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
 * file (the header of a CSV file is line 1), id of the record, element and kind; all of the first delivery.
 */
public final class Truth implements AutoCloseable {

    /** The files of planted lines, each with its columns. */
    private static final List<String> PLANTED =
            List.of("malformed", "impossible", "unknown_code", "orphan", "duplicate_row");

    private static final List<String> PLANTED_COLUMNS =
            List.of("facility", "file", "line", "record_id", "element", "kind");

    private final Path directory;
    private final Map<String, LineFile> files = new LinkedHashMap<>();

    /** Creates all files with their headers in this directory. */
    public Truth(Path directory) {
        this.directory = directory;
        PLANTED.forEach(name -> open(name, PLANTED_COLUMNS));
        open("person", List.of("facility", "patient_id", "person"));
        open("file", List.of("facility", "file", "lines", "good", "malformed", "duplicate"));
        open("extract", List.of("facility", "people", "registrations", "encounters"));
    }

    /** Creates the files about more than one delivery as well; paths in them are below landing, with slashes. */
    public void tellDeliveries() {
        open("arrival", List.of("step", "path"));
        open("version", List.of("source_system", "resource", "id", "state", "path", "line"));
        open("pattern", List.of("pattern", "source_system", "path", "line"));
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

    private void open(String name, List<String> columns) {
        LineFile file = new LineFile(directory.resolve(name + ".csv"));
        file.write(CsvText.line(columns));
        files.put(name, file);
    }
}
