package org.charthouse.app;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.terminology.list.SheetText;

/** A work list as a CSV file (UTF-8, RFC 4180), to be filled in elsewhere and taken in again by {@link WorkImport}. */
public final class WorkFile {

    /** Columns of a work list, in the order of {@link #HEADER}. */
    static final List<String> COLUMNS = List.of(
            "table_name",
            "rule",
            "source_system",
            "row_key",
            "facility_id",
            "month",
            "state",
            "owner",
            "expires_on",
            "note");

    /** What the columns are called in the file. */
    static final List<String> HEADER =
            List.of("table", "rule", "source", "row", "facility", "month", "state", "owner", "expires_on", "note");

    private WorkFile() {}

    /** Refuses a file that is there, unless it may be written over. */
    public static void check(Path file, boolean force) {
        ClosedFile.check(file, force);
    }

    /**
     * Writes items, sorted, into a file for its owner alone.
     *
     * @return how many
     */
    public static long write(Path file, Dataset<Row> items) throws IOException {
        Column[] columns =
                COLUMNS.stream().map(name -> col(name).cast("string")).toArray(Column[]::new);
        Iterator<Row> rows = items.select(columns)
                .orderBy("table_name", "rule", "source_system", "row_key")
                .toLocalIterator();
        long[] count = {0};
        ClosedFile.write(file, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180);
            printer.printRecord(HEADER);
            while (rows.hasNext()) {
                Row row = rows.next();
                List<String> values = new ArrayList<>();
                for (int i = 0; i < row.size(); i++) {
                    values.add(SheetText.guarded(Objects.requireNonNullElse(row.getString(i), "")));
                }
                printer.printRecord(values);
                count[0]++;
            }
            printer.flush();
        });
        return count[0];
    }
}
