package org.charthouse.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.charthouse.fhir.FhirDocument;
import org.charthouse.spec.FeedSpec;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a FHIR document as rows of {@link Lines#SCHEMA}, each of the kind of its type. A document that is no
 * JSON in UTF-8 from one end to the other is one record, whose form is refused later.
 */
final class DocumentRecords {

    /** Anything else is no name of a type, and might be a name of somebody. */
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{1,60}");

    private DocumentRecords() {}

    static Iterator<Row> of(int fileNo, byte[] document) {
        LineText.Decoded text = new LineText("UTF-8").of(document, 0, document.length);
        if (!text.isDecoded() || text.text().indexOf('\0') >= 0) {
            return whole(fileNo, text).iterator();
        }
        try {
            return FhirDocument.resources(document)
                    .map(each -> RowFactory.create(fileNo, each.offset(), each.text(), true, kind(each)))
                    .iterator();
        } catch (JsonProcessingException e) {
            return whole(fileNo, text).iterator();
        }
    }

    private static List<Row> whole(int fileNo, LineText.Decoded text) {
        return List.of(RowFactory.create(fileNo, 0L, text.text(), text.isDecoded(), null));
    }

    private static @Nullable String kind(FhirDocument.Resource resource) {
        if (resource.isDeletion()) {
            return FeedSpec.DELETIONS;
        }
        return resource.type() != null && TYPE.matcher(resource.type()).matches() ? resource.type() : null;
    }
}
