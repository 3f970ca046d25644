package org.charthouse.measure.report;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportStatus;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportType;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/** What all reports begin with. */
final class ReportHead {

    private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";
    private static final String SCORING = "http://hl7.org/fhir/us/cqfmeasures/StructureDefinition/cqfm-scoring";

    private final LocalDate date;
    private final String reporter;

    /**
     * A head.
     *
     * @param date that the results stand for
     * @param reporter who reports, by name; empty where it is not said
     */
    ReportHead(LocalDate date, String reporter) {
        this.date = date;
        this.reporter = reporter;
    }

    /**
     * A report without groups. Its id follows from what it is of, so that a report made again takes the place of the first.
     *
     * @param subject what tells it from others of the measure and period; empty for all persons
     */
    MeasureReport report(CountedMeasure measure, MeasureReportType type, String subject) {
        MeasureReport report = new MeasureReport();
        String canonical = measure.canonical();
        String identity = String.join("\n", canonical, measure.key().period().toString(), subject);
        report.setId(UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                .toString());
        report.setStatus(MeasureReportStatus.COMPLETE);
        report.setType(type);
        report.setMeasure(canonical);
        report.setDateElement(new DateTimeType(date.toString()));
        if (!reporter.isEmpty()) {
            report.setReporter(new Reference().setDisplay(reporter));
        }
        Period period = new Period();
        period.setStartElement(new DateTimeType(measure.key().period().start().toString()));
        period.setEndElement(new DateTimeType(measure.key().period().end().toString()));
        report.setPeriod(period);
        List<String> directions = measure.groups().stream()
                .map(CountedMeasure.Group::direction)
                .distinct()
                .toList();
        if (directions.size() == 1) {
            report.setImprovementNotation(coded("measure-improvement-notation", directions.get(0)));
        }
        return report;
    }

    /** A group with its scoring, which R4 has at the Measure alone. */
    static MeasureReport.MeasureReportGroupComponent group(MeasureReport report, CountedMeasure.Group group) {
        MeasureReport.MeasureReportGroupComponent made = report.addGroup();
        made.setId("group-" + group.number());
        if (!group.scoring().equals("composite")) {
            made.addExtension(new Extension(SCORING, coded("measure-scoring", group.scoring())));
        }
        return made;
    }

    static CodeableConcept population(String code) {
        return coded("measure-population", code);
    }

    private static CodeableConcept coded(String system, String code) {
        CodeableConcept concept = new CodeableConcept();
        concept.addCoding().setSystem(TERMINOLOGY + system).setCode(code);
        return concept;
    }

    /** The report in words: each a paragraph, once; empty ones are left out. */
    static Narrative narrative(List<String> paragraphs) {
        XhtmlNode div = new XhtmlNode(NodeType.Element, "div");
        paragraphs.stream()
                .filter(text -> !text.isEmpty())
                .distinct()
                .forEach(text -> div.addTag("p").addText(text));
        Narrative narrative = new Narrative();
        narrative.setStatus(Narrative.NarrativeStatus.GENERATED);
        narrative.setDiv(div);
        return narrative;
    }

    static String caveat(CountedMeasure measure) {
        return measure.caveat().isEmpty() ? "" : "To be known before it is used: " + measure.caveat();
    }
}
