package org.charthouse.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.charthouse.fhir.ElementLists;
import org.charthouse.fhir.FhirJson;
import org.charthouse.fhir.Inspection;

/** A line of a bulk export must be one JSON object: a resource of the file's type, with an id. */
final class FhirRecordCheck implements RecordCheck {

    private static final long serialVersionUID = 1L;

    private final String type;
    private final ElementLists lists;

    /**
     * The check of a file.
     *
     * @param type of the file's resources
     * @param lists what is kept of them and of what they contain
     */
    FhirRecordCheck(String type, ElementLists lists) {
        this.type = type;
        this.lists = lists;
    }

    @Override
    public Verdict check(String line) {
        Inspection inspection = FhirJson.inspect(line.getBytes(StandardCharsets.UTF_8), lists);
        if (inspection.problem() == null && !type.equals(inspection.resourceType())) {
            return Verdict.bad("wrong-resource-type", "the file holds " + type + ", the line is of another type");
        }
        return verdict(inspection);
    }

    /** What an inspection means for a record whose type is right. */
    static Verdict verdict(Inspection inspection) {
        if (inspection.problem() != null) {
            return Verdict.bad(inspection.problem(), Objects.requireNonNull(inspection.reason()));
        }
        List<String> contained = inspection.contained().stream()
                .map(inside -> inspection.resourceType() + "/" + inside)
                .toList();
        return new Verdict(null, null, inspection.notKept(), contained);
    }
}
