package org.charthouse.ingest;

import java.nio.charset.StandardCharsets;
import org.charthouse.fhir.ElementLists;
import org.charthouse.fhir.FhirDocument;
import org.charthouse.fhir.FhirJson;
import org.charthouse.fhir.Inspection;

/** A record of a FHIR document must be a resource of a kept type, with an id, or a deletion. */
final class DocumentCheck implements RecordCheck {

    private static final long serialVersionUID = 1L;

    private final ElementLists lists;
    private final DeletionCheck deletions = new DeletionCheck();

    DocumentCheck(ElementLists lists) {
        this.lists = lists;
    }

    @Override
    public Verdict check(String record) {
        if (FhirDocument.isDeletion(record)) {
            return deletions.check(record);
        }
        Inspection inspection = FhirJson.inspect(record.getBytes(StandardCharsets.UTF_8), lists);
        String type = inspection.resourceType();
        if (type != null && lists.tree(type) == null) {
            return Verdict.bad(
                    IngestJob.TYPE_NOT_KEPT,
                    "no list in schemas/fhir keeps resources of this type; where they are wanted, write one, then"
                            + " 'charthouse quarantine retry'");
        }
        return FhirRecordCheck.verdict(inspection);
    }
}
