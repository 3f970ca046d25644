package org.charthouse.app;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.conform.MappingCheck;
import org.charthouse.conform.correction.Corrections;
import org.charthouse.dq.CheckJob;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.error.UserError;
import org.charthouse.fhir.FhirSchema;
import org.charthouse.flatten.FlattenJob;
import org.charthouse.flatten.ReferenceTableJob;
import org.charthouse.identity.match.Linker;
import org.charthouse.lake.SqlCheck;
import org.charthouse.lake.TableDefinition;
import org.charthouse.measure.MeasureJob;
import org.charthouse.spec.ElementList;
import org.charthouse.spec.GateSpec;
import org.charthouse.spec.MappingSpec;
import org.charthouse.spec.MartSpec;
import org.charthouse.spec.ReportSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;
import org.charthouse.terminology.DerivedColumns;
import org.charthouse.terminology.Terminology;
import org.charthouse.terminology.code.CodeLists;

/** Checks all that can be checked of a configuration without starting Spark: element lists, views, queries, columns. */
final class HouseCheck {

    /** Columns of core tables that do not come from their view. */
    private static final Set<String> ADDED = Set.of("source_system", "person_id", FlattenJob.UNTYPED);

    private final Specifications specs;
    private final Problems problems = new Problems();

    HouseCheck(Specifications specs) {
        this.specs = specs;
    }

    /**
     * Checks everything.
     *
     * @throws org.charthouse.error.UserError with all problems at once
     */
    Views run() {
        specs.elements().values().forEach(this::elements);
        EngineTables.check(specs, problems);
        specs.references().forEach((table, file) -> ReferenceTableJob.check(specs.contract(table), file, problems));
        Terminology terms = Terminology.read(specs.terminology(), problems);
        new CodeLists(specs.codes(), terms.codes()).checkFiles(problems);
        problems.throwIfAny();
        Views views = Views.compile(specs, problems);
        views.byName().forEach(this::view);
        specs.mappings().values().forEach(this::mapping);
        Corrections.check(specs, problems);
        specs.marts().values().forEach(this::mart);
        CheckJob.check(specs, problems);
        specs.measures().ifPresent(measures -> MeasureJob.check(measures, problems));
        Linker.check(specs.link(), specs.words(), problems);
        views.known().ifPresent(this::known);
        specs.gate().values().forEach(this::gate);
        specs.reports().values().forEach(this::report);
        problems.throwIfAny();
        return views;
    }

    private void elements(ElementList elements) {
        try {
            FhirSchema.of(elements.resource(), elements.paths());
        } catch (UserError e) {
            problems.addAll(e.problems());
        }
    }

    private void known(Views.View view) {
        List<String> columns = List.of(view.compiled().columns().fieldNames());
        if (!columns.contains("patient_id")) {
            problems.add(
                    "Missing column 'patient_id'",
                    Place.of(Views.KNOWN),
                    "it says which patient is meant",
                    "put it back");
        }
        specs.link().fields().stream()
                .flatMap(field -> field.columns().stream())
                .filter(column -> !columns.contains(column))
                .forEach(column -> problems.add(
                        "Unknown column '" + column + "'",
                        Place.of("conf/identity/default.yaml"),
                        "a field stands there, and " + Views.KNOWN + " has no such column",
                        NearestWord.cure(column, columns)));
    }

    private void view(String name, Views.View view) {
        TableContract contract = specs.contracts().get(new TableName("core", name));
        if (contract == null) {
            return;
        }
        String file = "schemas/views/" + name + ".json";
        List<String> columns = List.of(view.compiled().columns().fieldNames());
        Set<String> made = new TreeSet<>(ADDED);
        if (!columns.contains("patient_id")) {
            made.remove("person_id");
        }
        made.addAll(columns);
        DerivedColumns derived = DerivedColumns.of(contract.columnNames());
        derived.sources().stream()
                .filter(source -> !columns.contains(source))
                .forEach(source -> problems.add(
                        "Missing column '" + source + "'",
                        Place.of(file),
                        "the contract of " + contract.table() + " has a column that is derived from it",
                        NearestWord.cure(source, columns)));
        made.addAll(derived.names());
        if (specs.direct().contains(name)) {
            made.addAll(contractOfExtract(name).columnNames());
            made.removeAll(List.of(TableContract.UPDATED, TableContract.DELETED));
        }
        compare(file, made, contract);
    }

    private void mapping(MappingSpec mapping) {
        Map<String, StructType> tables = new HashMap<>();
        for (String table : mapping.reads()) {
            StructType schema = new StructType();
            for (String column : contractOfExtract(table).columnNames()) {
                schema = schema.add(column, DataTypes.StringType);
            }
            tables.put(
                    "extract." + table,
                    schema.add("source_system", DataTypes.StringType)
                            .add("delivery_on", DataTypes.DateType)
                            .add("ingested_in", DataTypes.LongType));
        }
        ElementList elements = Objects.requireNonNull(specs.elements().get(mapping.resource()));
        String file = "conf/mappings/" + mapping.name() + ".sql";
        SqlCheck.schemaOf(file, mapping.sql(), tables, problems)
                .ifPresent(made ->
                        MappingCheck.check(file, made, FhirSchema.of(mapping.resource(), elements.paths()), problems));
    }

    private TableContract contractOfExtract(String table) {
        return Objects.requireNonNull(specs.extracts().get(table));
    }

    private void mart(MartSpec mart) {
        String file = "conf/marts/" + mart.table().name() + ".sql";
        SqlCheck.schemaOf(file, mart.sql(), schemas(mart.inputs()), problems)
                .ifPresent(made ->
                        compare(file, new TreeSet<>(Arrays.asList(made.fieldNames())), specs.contract(mart.table())));
    }

    private void gate(GateSpec rule) {
        String file = "conf/gate/" + rule.rule() + ".yaml";
        SqlCheck.schemaOf(file, rule.query(), schemas(rule.inputs()), problems).ifPresent(made -> {
            List<String> columns = List.of(made.fieldNames());
            GateSpec.COLUMNS.stream()
                    .filter(name -> !columns.contains(name))
                    .forEach(name -> problems.add(
                            "Missing column '" + name + "'",
                            Place.of(file),
                            "a gate rule says what is judged ('subject') and the number ('measured')",
                            NearestWord.cure(name, columns)));
        });
    }

    private void report(ReportSpec report) {
        Map<String, StructType> tables = schemas(report.inputs());
        String file = "conf/reports/" + report.report() + ".yaml";
        for (ReportSpec.SectionSpec section : report.sections()) {
            SqlCheck.schemaOf(file, section.query(), tables, problems)
                    .ifPresent(made -> section.chart().ifPresent(chart -> {
                        List<String> columns = List.of(made.fieldNames());
                        List.of(chart.category(), chart.value(), chart.series().orElse(chart.value())).stream()
                                .filter(name -> !columns.contains(name))
                                .distinct()
                                .forEach(name -> problems.add(
                                        "Chart of an unknown column '" + name + "'",
                                        Place.of(file),
                                        "section '" + section.title() + "' has no such column",
                                        NearestWord.cure(name, columns)));
                    }));
        }
    }

    private Map<String, StructType> schemas(List<TableName> inputs) {
        Map<String, StructType> schemas = new HashMap<>();
        for (TableName input : inputs) {
            TableContract contract = specs.contracts().get(input);
            if (contract != null) {
                schemas.put(input.toString(), TableDefinition.of(contract).schema());
            }
        }
        return schemas;
    }

    private void compare(String file, Set<String> made, TableContract contract) {
        String contractFile = "schemas/tables/" + contract.table().zone() + "/"
                + contract.table().name() + ".yaml";
        for (String column : contract.columnNames()) {
            if (!made.contains(column)) {
                problems.add(
                        "Missing column '" + column + "'",
                        Place.of(file),
                        "the contract of " + contract.table() + " has it",
                        NearestWord.to(column, made)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("make the column, or take it out of " + contractFile));
            }
        }
        for (String column : made) {
            if (contract.column(column).isEmpty()) {
                problems.add(
                        "Column '" + column + "' without contract",
                        Place.of(file),
                        contract.table() + " has no such column",
                        NearestWord.to(column, contract.columnNames())
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("add it to " + contractFile));
            }
        }
    }
}
