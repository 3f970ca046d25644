package org.charthouse.measure.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charthouse.measure.report.CountedMeasure.Group;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportGroupComponent;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportGroupStratifierComponent;
import org.hl7.fhir.r4.model.MeasureReport.MeasureReportType;
import org.hl7.fhir.r4.model.MeasureReport.StratifierGroupComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/** Reports of type summary: counts of all persons, whole and by stratum. */
final class SummaryReport {

    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private final ReportHead head;
    private final boolean tellsAll;

    /**
     * Reports.
     *
     * @param tellsAll whether small cells are told
     */
    SummaryReport(ReportHead head, boolean tellsAll) {
        this.head = head;
        this.tellsAll = tellsAll;
    }

    MeasureReport of(CountedMeasure measure, Map<Integer, List<Cell>> cells) {
        MeasureReport report = head.report(measure, MeasureReportType.SUMMARY, "");
        List<String> words = new ArrayList<>(List.of(measure.heading()));
        List<List<ToldCell>> told = told(measure, cells);
        for (int at = 0; at < told.size(); at++) {
            Group group = measure.groups().get(at);
            MeasureReportGroupComponent made = ReportHead.group(report, group);
            ToldCell whole =
                    told.get(at).stream().filter(ToldCell::isWhole).findFirst().orElseGet(SummaryReport::nobody);
            fill(made, group, whole);
            stratify(made, group, told.get(at));
            words.addAll(words(group, told.get(at)));
        }
        words.add(ReportHead.caveat(measure));
        report.setText(ReportHead.narrative(words));
        return report;
    }

    /** By group. */
    private List<List<ToldCell>> told(CountedMeasure measure, Map<Integer, List<Cell>> cells) {
        List<List<ToldCell>> told = new ArrayList<>();
        for (Group group : measure.groups()) {
            List<Cell> own = cells.getOrDefault(group.number(), List.of());
            told.add(tellsAll ? SmallCells.all(own) : new SmallCells(group.smallCell()).told(own));
        }
        return SmallCells.alike(told);
    }

    private static ToldCell nobody() {
        return new ToldCell(new Cell(Cell.WHOLE, Cell.WHOLE, false, 0, Map.of(), null), Set.of(), true);
    }

    private static void fill(MeasureReportGroupComponent made, Group group, ToldCell told) {
        for (String population : group.populations()) {
            made.addPopulation()
                    .setCode(ReportHead.population(population))
                    .setCountElement(count(told, population))
                    .setId(Group.idOf(group.number(), population));
        }
        made.setMeasureScore(score(told));
    }

    private static void stratify(MeasureReportGroupComponent made, Group group, List<ToldCell> told) {
        Map<String, MeasureReportGroupStratifierComponent> stratifiers = new LinkedHashMap<>();
        told.stream().filter(each -> !each.isWhole()).forEach(each -> {
            String name = each.cell().stratum();
            StratifierGroupComponent stratum = stratifiers
                    .computeIfAbsent(name, any -> made.addStratifier().addCode(new CodeableConcept().setText(name)))
                    .addStratum();
            stratum.setValue(value(each.cell().value()));
            for (String population : group.populations()) {
                stratum.addPopulation()
                        .setCode(ReportHead.population(population))
                        .setCountElement(count(each, population));
            }
            stratum.setMeasureScore(score(each));
        });
    }

    private static CodeableConcept value(String text) {
        CodeableConcept value = new CodeableConcept();
        if (text.isBlank()) {
            value.addExtension(reason("unknown"));
        }
        return text.isBlank() ? value : value.setText(text);
    }

    private static IntegerType count(ToldCell told, String population) {
        if (told.masked().contains(population)) {
            IntegerType masked = new IntegerType();
            masked.addExtension(reason("masked"));
            return masked;
        }
        return new IntegerType(Math.toIntExact(told.cell().count(population)));
    }

    private static @Nullable Quantity score(ToldCell told) {
        BigDecimal score = told.cell().score();
        if (!told.tellsScore()) {
            Quantity masked = new Quantity();
            masked.addExtension(reason("masked"));
            return masked;
        }
        return score == null ? null : new Quantity().setValue(plain(score));
    }

    private static BigDecimal plain(BigDecimal score) {
        return new BigDecimal(score.stripTrailingZeros().toPlainString());
    }

    private static Extension reason(String code) {
        return new Extension(ABSENT, new CodeType(code));
    }

    private List<String> words(Group group, List<ToldCell> told) {
        String counted = group.basis().equals("boolean") ? "persons" : "resources of type " + group.basis();
        List<String> words = new ArrayList<>();
        words.add("Group " + group.number() + ": " + group.scoring() + " of " + counted + ", "
                + (group.direction().equals("decrease") ? "less" : "more") + " is better.");
        if (told.stream().anyMatch(each -> !each.masked().isEmpty())) {
            words.add(
                    "Counts from 1 to " + (group.smallCell() - 1) + " are not told, nor what they would follow from.");
        }
        long without = group.withoutResult();
        if (without > 0) {
            String many = tellsAll || without >= group.smallCell()
                    ? String.valueOf(without)
                    : "fewer than " + group.smallCell();
            words.add("Persons without a result, who are not counted: " + many + ".");
        }
        return words;
    }
}
