package org.charthouse.ingest;

import java.util.Objects;
import org.charthouse.fhir.ElementTree;
import org.charthouse.fhir.FhirJson;
import org.charthouse.fhir.Inspection;

/** A line of a bulk export must be one JSON object: a resource of the file's type, with an id. */
final class FhirRecordCheck implements RecordCheck {

    private static final long serialVersionUID = 1L;

    private final ElementTree tree;

    FhirRecordCheck(ElementTree tree) {
        this.tree = tree;
    }

    @Override
    public Verdict check(String line) {
        Inspection inspection = FhirJson.inspect(line, tree);
        if (inspection.problem() != null) {
            return Verdict.bad(inspection.problem(), Objects.requireNonNull(inspection.reason()));
        }
        if (!tree.resourceType().equals(inspection.resourceType())) {
            return Verdict.bad(
                    "wrong-resource-type", "the file holds " + tree.resourceType() + ", the line is of another type");
        }
        return new Verdict(null, null, inspection.notKept());
    }
}
