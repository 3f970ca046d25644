package org.charthouse.synthetic.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** CSV as RFC 4180 has it, with LF for line ends and never a line break inside a field, so a line is a record. */
public final class CsvText {

    private static final CSVFormat LINE =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();
    private static final CSVFormat WITH_HEADER =
            LINE.builder().setHeader().setSkipHeaderRecord(true).get();

    private CsvText() {}

    /** One record as one line without its line end. */
    public static String line(List<String> cells) {
        return LINE.format(cells.stream()
                .map(cell -> cell.replace('\n', ' ').replace('\r', ' '))
                .toArray());
    }

    /** The cells of one line. */
    public static List<String> cells(String line) {
        try (CSVParser parser = CSVParser.parse(line, LINE)) {
            return parser.getRecords().get(0).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Streams the records of a file that has a header line. */
    public static void each(Path file, Consumer<CSVRecord> reader) {
        try (CSVParser parser = CSVParser.parse(Files.newBufferedReader(file, StandardCharsets.UTF_8), WITH_HEADER)) {
            parser.forEach(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
