package org.charthouse.spec;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.jspecify.annotations.Nullable;

/** Checks that files agree with one another: every name that one uses, another defines. */
final class CrossChecks {

    private final Specifications specs;
    private final Places places;
    private final Problems problems;

    CrossChecks(Specifications specs, Places places, Problems problems) {
        this.specs = specs;
        this.places = places;
        this.problems = problems;
    }

    void run() {
        specs.mappings().values().forEach(this::mapping);
        golden(specs.golden());
        specs.corrections().values().forEach(this::correction);
        specs.contracts()
                .values()
                .forEach(contract -> contract.columns().forEach(column -> references(contract, column)));
        specs.extracts()
                .values()
                .forEach(contract -> contract.columns().forEach(column -> references(contract, column)));
        specs.references().keySet().forEach(this::reference);
        specs.views().keySet().forEach(this::view);
        specs.marts().values().forEach(this::mart);
        specs.rules().values().forEach(this::rules);
        specs.gate().values().forEach(rule -> inputs(rule, rule.inputs()));
        specs.reports().values().forEach(report -> inputs(report, report.inputs()));
    }

    private void mapping(MappingSpec mapping) {
        known(mapping.resource(), specs.elements().keySet(), mapping, "resource");
        for (String table : mapping.reads()) {
            known(table, specs.extracts().keySet(), mapping, "reads");
            TableContract contract = specs.extracts().get(table);
            if (contract != null) {
                known(mapping.key(), contract.columnNames(), mapping, "key");
            }
        }
    }

    private void golden(GoldenSpec golden) {
        Set<String> sources = new TreeSet<>();
        specs.feeds().values().forEach(feed -> sources.add(feed.sourceSystem()));
        golden.trusted().forEach(source -> known(source, sources, golden, "trusted"));
        for (String table : List.of("identity.golden_record", "core.patient")) {
            TableContract contract = specs.contracts().get(TableName.of(table));
            if (contract != null) {
                golden.attributes()
                        .forEach(each -> each.columns()
                                .forEach(column -> known(column, contract.columnNames(), golden, "attributes")));
            }
        }
    }

    private void correction(CorrectionSpec correction) {
        known(correction.resource(), specs.elements().keySet(), correction, "resource");
        Set<String> sources = new TreeSet<>();
        specs.feeds().values().forEach(feed -> sources.add(feed.sourceSystem()));
        correction.sources().forEach(source -> known(source, sources, correction, "sources"));
    }

    private void references(TableContract contract, ColumnSpec column) {
        for (String reference : column.references()) {
            int dot = reference.lastIndexOf('.');
            TableName table = TableName.of(reference.substring(0, Math.max(dot, 0)));
            TableContract target = table.zone().equals("extract")
                    ? specs.extracts().get(table.name())
                    : specs.contracts().get(table);
            if (target == null) {
                known(table.toString(), tables(table.zone()), contract, "schema");
            } else {
                known(reference.substring(dot + 1), target.columnNames(), contract, "schema");
            }
        }
    }

    private void reference(TableName table) {
        if (!specs.contracts().containsKey(table)) {
            problems.add(
                    "No contract for reference table " + table,
                    Place.of("conf/terminology/" + table.name() + ".csv"),
                    "columns without type and description are not loaded",
                    "write schemas/tables/core/" + table.name() + ".yaml");
        }
    }

    private void view(String view) {
        if (!specs.contracts().containsKey(new TableName("core", view))) {
            problems.add(
                    "No contract for view '" + view + "'",
                    Place.of("schemas/views/" + view + ".json"),
                    "each view makes the core table of its name",
                    NearestWord.cure(view, names("core")));
        }
    }

    private void mart(MartSpec mart) {
        inputs(mart, mart.inputs());
        @Nullable TableContract contract = specs.contracts().get(mart.table());
        if (contract == null) {
            known(mart.table().toString(), tables("mart"), mart, "mart");
            return;
        }
        for (MartSpec.Case each : mart.cases()) {
            each.given().forEach((table, rows) -> given(mart, each, table, rows));
            columns(mart, each, contract, each.expect());
            if (mart.usesAsOf() && !each.asOf().matches("\\d{4}-\\d{2}-\\d{2}")) {
                caseProblem(
                        mart,
                        "Case '" + each.name() + "' has no as-of date",
                        "the mart reads :as_of",
                        "add as-of: YYYY-MM-DD");
            }
        }
    }

    private void given(MartSpec mart, MartSpec.Case each, TableName table, List<Map<String, @Nullable Object>> rows) {
        TableContract contract = specs.contracts().get(table);
        if (contract == null || !mart.inputs().contains(table)) {
            caseProblem(
                    mart,
                    "Case '" + each.name() + "' gives rows of " + table,
                    "the mart does not read that table",
                    NearestWord.cure(
                            table.toString(),
                            mart.inputs().stream().map(TableName::toString).toList()));
        } else {
            columns(mart, each, contract, rows);
        }
    }

    private void columns(
            MartSpec mart, MartSpec.Case each, TableContract contract, List<Map<String, @Nullable Object>> rows) {
        Set<String> used = new TreeSet<>();
        rows.forEach(row -> used.addAll(row.keySet()));
        used.removeAll(contract.columnNames());
        for (String column : used) {
            caseProblem(
                    mart,
                    "Case '" + each.name() + "' uses column '" + column + "'",
                    contract.table() + " has no such column",
                    NearestWord.cure(column, contract.columnNames()));
        }
    }

    private void caseProblem(MartSpec mart, String what, String reason, String cure) {
        String file = places.of(mart, "mart").file().replaceFirst("\\.yaml$", ".cases.yaml");
        problems.add(what, Place.of(file), reason, cure);
    }

    private void rules(RuleSheet sheet) {
        if (!specs.contracts().containsKey(sheet.table())) {
            known(sheet.table().toString(), tables(sheet.table().zone()), sheet, "table");
        }
        for (RuleSpec rule : sheet.rules()) {
            for (TableName table : rule.endangers()) {
                if (!specs.contracts().containsKey(table)) {
                    known(table.toString(), tables(table.zone()), sheet, "rules");
                }
            }
        }
    }

    private void inputs(Object owner, List<TableName> inputs) {
        for (TableName input : inputs) {
            if (!specs.knows(input)) {
                known(input.toString(), tables(input.zone()), owner, "inputs");
            }
        }
    }

    private void known(String name, Collection<String> valid, Object owner, String field) {
        if (!valid.contains(name)) {
            problems.add(
                    "Unknown name '" + name + "'",
                    places.of(owner, field),
                    "nothing of that name is defined",
                    NearestWord.cure(name, valid));
        }
    }

    private List<String> tables(String zone) {
        if (zone.equals("extract")) {
            return specs.extracts().keySet().stream()
                    .map(name -> zone + "." + name)
                    .toList();
        }
        List<TableName> all = specs.contracts().keySet().stream().toList();
        List<String> inZone = all.stream()
                .filter(table -> table.zone().equals(zone))
                .map(TableName::toString)
                .toList();
        return inZone.isEmpty() ? all.stream().map(TableName::toString).toList() : inZone;
    }

    private List<String> names(String zone) {
        return specs.zone(zone).stream().map(each -> each.table().name()).toList();
    }
}
