package org.charthouse.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** One line of CSV (RFC 4180). Read the same way where it is judged and where it is used. */
public final class CsvLine {

    private CsvLine() {}

    /** The values of a line; null where its quotes are not balanced. */
    public static @Nullable List<String> values(String line) {
        try (CSVParser parser = CSVParser.parse(line, CSVFormat.RFC4180)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1 ? records.get(0).toList() : List.of();
        } catch (IOException | UncheckedIOException e) {
            return null;
        }
    }

    /** The values of a text column's lines, as an array. */
    public static Column values(Column line) {
        return StaticCall.column(CsvLine.class, "read", DataTypes.createArrayType(DataTypes.StringType), line);
    }

    /** Called by Spark's generated code. */
    public static @Nullable ArrayData read(UTF8String line) {
        List<String> values = values(line.toString());
        return values == null
                ? null
                : new GenericArrayData(
                        values.stream().map(UTF8String::fromString).toArray());
    }
}
