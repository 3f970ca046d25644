package org.charthouse.measure.report;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.charthouse.measure.report.CountedMeasure.Group;
import org.charthouse.measure.report.PersonResults.Evidence;
import org.charthouse.measure.report.PersonResults.ResourceKey;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportGroupComponent;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** Reports of type individual: the populations that a person is in, and the resources behind them. */
final class IndividualReport {

    private static final String CRITERIA =
            "http://hl7.org/fhir/us/davinci-deqm/StructureDefinition/extension-criteriaReference";

    /** FHIR R4, 2.24, id: what sources call an id may be none, and then is no part of a reference. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    private final ReportHead head;

    IndividualReport(ReportHead head) {
        this.head = head;
    }

    MeasureReport of(CountedMeasure measure, PersonResults person) {
        ResourceKey patient = person.patient();
        MeasureReport report =
                head.report(measure, MeasureReportType.INDIVIDUAL, patient.source() + "\n" + patient.id());
        report.setSubject(reference(patient));
        for (Group group : measure.groups()) {
            SortedMap<String, Integer> counts = person.counts().getOrDefault(group.number(), new TreeMap<>());
            if (!counts.isEmpty()) {
                fill(ReportHead.group(report, group), group, counts);
            }
        }
        person.evidence().forEach(evidence -> report.addEvaluatedResource(evaluated(evidence)));
        report.setText(ReportHead.narrative(List.of(measure.heading(), ReportHead.caveat(measure))));
        return report;
    }

    private static void fill(MeasureReportGroupComponent made, Group group, SortedMap<String, Integer> counts) {
        for (String population : group.populations()) {
            made.addPopulation()
                    .setCode(ReportHead.population(population))
                    .setCount(counts.getOrDefault(population, 0))
                    .setId(Group.idOf(group.number(), population));
        }
    }

    private static Reference evaluated(Evidence evidence) {
        Reference reference = reference(evidence.resource());
        evidence.populations()
                .forEach(population -> reference.addExtension(
                        new Extension(CRITERIA, new StringType(Group.idOf(population.group(), population.code())))));
        return reference;
    }

    /** Two sources may have the same id, so the reference tells which one is meant. */
    private static Reference reference(ResourceKey resource) {
        Reference reference = new Reference();
        if (ID.matcher(resource.id()).matches()) {
            reference.setReference(resource.type() + "/" + resource.id());
        }
        Identifier identifier = new Identifier().setValue(resource.id());
        if (!resource.source().isEmpty()) {
            identifier.setAssigner(new Reference().setDisplay(resource.source()));
        }
        return reference.setType(resource.type()).setIdentifier(identifier);
    }
}
