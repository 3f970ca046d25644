package org.charthouse.measure.report;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** MeasureReports (FHIR R4) as lines of NDJSON. Not safe for use by several threads. */
public final class ReportLines {

    private final IParser parser = FhirContext.forR4Cached().newJsonParser();
    private final SummaryReport summaries;
    private final IndividualReport individuals;

    /**
     * Reports of one state.
     *
     * @param date that the state stands for
     * @param reporter who reports, by name; empty where it is not said
     * @param tellsAll whether small cells are told in summaries
     */
    public ReportLines(LocalDate date, String reporter, boolean tellsAll) {
        ReportHead head = new ReportHead(date, reporter);
        this.summaries = new SummaryReport(head, tellsAll);
        this.individuals = new IndividualReport(head);
    }

    /**
     * Counts of all persons.
     *
     * @param cells by number of the group, in the order in which strata are to be told
     */
    public String summary(CountedMeasure measure, Map<Integer, List<Cell>> cells) {
        return parser.encodeResourceToString(summaries.of(measure, cells));
    }

    /** What is known of one person; nothing of it is masked. */
    public String individual(CountedMeasure measure, PersonResults person) {
        return parser.encodeResourceToString(individuals.of(measure, person));
    }
}
