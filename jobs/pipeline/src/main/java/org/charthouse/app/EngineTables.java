package org.charthouse.app;

import java.util.List;
import java.util.Map;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;

/** What the engines themselves need of a configuration: their own tables, and patients to link. */
final class EngineTables {

    private static final Map<String, List<String>> TABLES = Map.of(
            "raw", List.of("record", "repeat", "quarantine"),
            "ops", List.of("file", "feed_drift", "run", "manifest", "access"),
            "identity",
                    List.of(
                            "link",
                            "person",
                            "link_history",
                            "golden_record",
                            "review",
                            "pair",
                            "decision",
                            "patient_version",
                            "overlay",
                            "candidate",
                            "model",
                            "model_level"),
            "dq", List.of("result", "result_stratum", "failing_row", "work_item", "gate", "correction"),
            "core", List.of("patient"));

    private static final List<String> PATIENT = List.of("patient_id", "is_deceased", "replaced_by_patient_id");

    private EngineTables() {}

    static void check(Specifications specs, Problems problems) {
        TABLES.forEach((zone, names) -> names.stream()
                .map(name -> new TableName(zone, name))
                .filter(table -> !specs.contracts().containsKey(table))
                .forEach(table -> problems.add(
                        "No contract for " + table,
                        Place.of("schemas/tables/" + zone + "/" + table.name() + ".yaml"),
                        "the engine writes that table",
                        "put the shipped contract back")));
        if (!specs.views().containsKey("patient")) {
            problems.add(
                    "No view 'patient'",
                    Place.of("schemas/views/patient.json"),
                    "patient records are linked by it",
                    "put the shipped view back");
        }
        TableContract patient = specs.contracts().get(new TableName("core", "patient"));
        if (patient != null) {
            PATIENT.stream()
                    .filter(column -> patient.column(column).isEmpty())
                    .forEach(column -> problems.add(
                            "Missing column '" + column + "'",
                            Place.of("schemas/tables/core/patient.yaml"),
                            "persons are made of it",
                            "put it back, in the contract and in the view"));
        }
    }
}
