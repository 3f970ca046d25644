package org.charthouse.measure;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.charthouse.measure.data.Element;
import org.charthouse.measure.data.FhirModel;
import org.charthouse.measure.data.RowBytes;
import org.charthouse.measure.data.RowElements;

/** Resources from rows as {@link PersonRows} packs them. Not safe for several threads. */
final class RowReader {

    private final Map<String, StructType> rowTypes;
    private final String onlySource;
    private final int evaluation;
    private final Map<String, RowElements> readers = new HashMap<>();

    /**
     * A reader.
     *
     * @param rowTypes the row type of each resource type
     * @param onlySource the source of all resources; empty where there are several, and ids must be told apart by source
     * @param evaluation minutes east of UTC at which dates and times are compared
     */
    RowReader(Map<String, StructType> rowTypes, String onlySource, int evaluation) {
        this.rowTypes = rowTypes;
        this.onlySource = onlySource;
        this.evaluation = evaluation;
    }

    Element read(Row row) {
        String type = row.getAs(PersonRows.TYPE);
        StructType rowType = Objects.requireNonNull(rowTypes.get(type));
        RowElements reader = readers.computeIfAbsent(
                type,
                unknown -> new RowElements(
                        rowType, Objects.requireNonNull(FhirModel.shared().resource(type)), evaluation));
        String source = onlySource.isEmpty() ? row.getAs(PersonRows.SOURCE) : "";
        return reader.read(RowBytes.read(row.getAs(PersonRows.BYTES), rowType), source);
    }
}
