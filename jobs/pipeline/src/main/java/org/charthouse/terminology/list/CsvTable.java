package org.charthouse.terminology.list;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;

/**
 * A list of {@code conf/terminology}: UTF-8 CSV with a header; lines that start with # are notes.
 *
 * @param lines all but the header
 */
public record CsvTable(List<Line> lines) {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setCommentMarker('#')
            .setIgnoreEmptyLines(true)
            .get();

    /**
     * One line.
     *
     * @param place where it ends
     * @param values by column; empty where nothing is given
     */
    public record Line(Place place, Map<String, String> values) {

        /** The line as it was before {@link SheetText#guarded}. */
        public Line plain() {
            Map<String, String> plain = new TreeMap<>(values);
            plain.replaceAll((column, text) -> SheetText.plain(text));
            return new Line(place, plain);
        }

        /** The value of a column, without blanks around it. */
        public String text(String column) {
            return values.getOrDefault(column, "").strip();
        }
    }

    /** Reads a file; columns that are missing and lines that are too long or short go to the problems. */
    public static CsvTable read(Path file, String shown, List<String> columns, Problems problems) {
        List<Line> lines = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(SheetText.read(file), FORMAT)) {
            List<String> header = parser.getHeaderNames();
            columns.stream()
                    .filter(column -> !header.contains(column))
                    .forEach(column -> problems.add(
                            "Missing column '" + column + "'",
                            Place.of(shown),
                            "the list is read by its columns " + columns,
                            NearestWord.cure(column, header)));
            for (CSVRecord record : parser) {
                Place place = new Place(shown, (int) parser.getCurrentLineNumber(), null);
                if (record.size() == header.size()) {
                    lines.add(new Line(place, record.toMap()));
                } else {
                    problems.add(
                            "Wrong number of values",
                            place,
                            "the header has " + header.size() + " columns, the line has " + record.size(),
                            "correct the line");
                }
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            problems.add(
                    "Not readable as CSV",
                    Place.of(shown),
                    String.valueOf(e.getMessage()),
                    "correct header, quotes and encoding");
        }
        return new CsvTable(List.copyOf(lines));
    }
}
