package org.charthouse.synthetic.extract;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charthouse.synthetic.extract.IcdTable.Diagnosis;
import org.charthouse.synthetic.source.CsvText;
import org.charthouse.synthetic.source.SyntheaRun;
import org.jspecify.annotations.Nullable;

/** What was found at facility A: coded per encounter in ICD-10-CM, and kept per patient on the problem list. */
final class Diagnoses {

    private final IcdTable icd;
    private final Clock clock;
    private final Map<Integer, List<Condition>> byPatient = new LinkedHashMap<>();

    private record Condition(Stay stay, Map<String, String> row) {

        String cell(String column) {
            return row.getOrDefault(column, "");
        }

        boolean lastsAt(String start) {
            String stop = cell("STOP");
            return cell("START").compareTo(Clock.date(start)) < 0 && (stop.isEmpty() || stop.compareTo(start) > 0);
        }
    }

    Diagnoses(SyntheaRun run, Stays stays, IcdTable icd, Clock clock) {
        this.icd = icd;
        this.clock = clock;
        CsvText.each(run.table("conditions"), row -> {
            Stay stay = stays.of(row.get("ENCOUNTER"));
            if (stay != null) {
                byPatient
                        .computeIfAbsent(stay.patientId(), id -> new ArrayList<>())
                        .add(new Condition(stay, row.toMap()));
            }
        });
    }

    void writeProblems(Path directory) {
        int row = 0;
        try (TableFile table = new TableFile(directory, "problem")) {
            for (List<Condition> conditions : byPatient.values()) {
                for (Condition condition : conditions) {
                    writeProblem(table, condition, ++row);
                }
            }
        }
    }

    private void writeProblem(TableFile table, Condition condition, int row) {
        String stop = condition.cell("STOP");
        table.add(
                condition.stay().patientId(),
                condition.stay().visit().id(),
                condition.cell("CODE"),
                condition.cell("SYSTEM"),
                condition.cell("DESCRIPTION"),
                stop.isEmpty() ? "active" : "resolved",
                Clock.date(condition.cell("START")),
                Clock.date(stop),
                Clock.date(condition.stay().cell("START")),
                clock.updated(stop.isEmpty() ? condition.stay().cell("STOP") : stop, "problem", row));
    }

    void writeDiagnoses(Path directory, Stays stays) {
        int row = 0;
        try (TableFile table = new TableFile(directory, "diagnosis")) {
            for (Stay stay : stays.all()) {
                int rank = 0;
                for (Map.Entry<Diagnosis, String> coded : coded(stay).entrySet()) {
                    Diagnosis diagnosis = coded.getKey();
                    String recorded = Clock.instant(stay.cell("START")).toString();
                    table.add(
                            stay.visit().id(),
                            stay.patientId(),
                            diagnosis.code(),
                            diagnosis.title(),
                            ++rank,
                            stay.isInpatient() ? coded.getValue() : "",
                            recorded,
                            clock.updated(stay.cell("STOP"), "diagnosis", ++row));
                }
            }
        }
    }

    /** Diagnoses with their present-on-admission indicator, the first one first. */
    private Map<Diagnosis, String> coded(Stay stay) {
        Map<Diagnosis, String> coded = new LinkedHashMap<>();
        add(coded, icd.of(stay.cell("REASONCODE")), "Y");
        add(coded, icd.of(encounterType(stay)), "Y");
        List<Condition> conditions = byPatient.getOrDefault(stay.patientId(), List.of());
        conditions.stream()
                .filter(condition -> condition.stay().equals(stay))
                .forEach(condition -> add(coded, icd.of(condition.cell("CODE")), present(condition)));
        if (stay.isInpatient() || stay.kind().equals("emergency")) {
            conditions.stream()
                    .filter(condition -> condition.lastsAt(stay.cell("START")))
                    .map(condition -> icd.of(condition.cell("CODE")))
                    .filter(diagnosis -> diagnosis != null && diagnosis.chronic())
                    .forEach(diagnosis -> add(coded, diagnosis, "Y"));
        }
        return coded;
    }

    /** General examinations are coded apart for children. */
    private static String encounterType(Stay stay) {
        String type = stay.cell("CODE");
        boolean examination = type.equals("162673000");
        String born = stay.visit().patient().person().cell("BIRTHDATE");
        int age = Integer.parseInt(stay.cell("START").substring(0, 4)) - Integer.parseInt(born.substring(0, 4));
        return examination && age < 18 ? "410620009" : type;
    }

    private String present(Condition condition) {
        double fraction =
                clock.draw().fraction("present", condition.stay().visit().uuid(), condition.cell("CODE"));
        return fraction < 0.85 ? "Y" : fraction < 0.95 ? "N" : fraction < 0.98 ? "U" : "W";
    }

    private static void add(Map<Diagnosis, String> coded, @Nullable Diagnosis diagnosis, String present) {
        if (diagnosis != null) {
            coded.putIfAbsent(diagnosis, present);
        }
    }
}
