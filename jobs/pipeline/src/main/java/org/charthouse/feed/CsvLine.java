package org.charthouse.feed;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.charthouse.spec.CsvForm;
import org.jspecify.annotations.Nullable;

/** One record of a CSV file in the form that its feed states. Read the same way where it is judged and where it is used. */
public final class CsvLine implements Serializable {

    private static final long serialVersionUID = 1L;

    private final CSVFormat format;

    public CsvLine(CsvForm form) {
        CSVFormat.Builder builder = CSVFormat.RFC4180.builder().setDelimiter(form.delimiter());
        builder.setQuote(
                form.quote().isEmpty() ? null : (Character) form.quote().charAt(0));
        if (!form.escape().isEmpty()) {
            builder.setEscape(form.escape().charAt(0));
        }
        this.format = builder.get();
    }

    /** The values of a record; null where its quotes are not balanced, empty where it is more than one record. */
    public @Nullable List<String> values(String line) {
        try (CSVParser parser = CSVParser.parse(line, format)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1 ? records.get(0).toList() : List.of();
        } catch (IOException | UncheckedIOException e) {
            return null;
        }
    }

    /** A record with these values, without a line end. */
    public String of(List<String> values) {
        return format.format(values.toArray());
    }
}
