package org.charthouse.synthetic.extract;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.charthouse.synthetic.population.Facility;
import org.charthouse.synthetic.population.Population;
import org.charthouse.synthetic.source.CsvText;
import org.charthouse.synthetic.source.Draw;
import org.charthouse.synthetic.source.JsonText;
import org.charthouse.synthetic.source.SyntheaRun;

/**
 * Writes {@code <table>.csv} for facility A: RFC 4180, comma, header, LF, UTF-8; ids 1..n per table. Organizations,
 * departments and providers are those that the facility's encounters name, and the employers of the latter.
 */
public final class CsvExtract {

    private static final String NPI = "http://hl7.org/fhir/sid/us-npi";

    private final SyntheaRun run;
    private final Population population;
    private final Clock clock;
    private final Path directory;
    private final Places places = new Places();

    public CsvExtract(SyntheaRun run, Population population, LocalDate delivery, Draw draw, Path directory) {
        this.run = run;
        this.population = population;
        this.clock = new Clock(delivery, draw);
        this.directory = directory;
    }

    /** Writes all tables; organizations last, because the other tables may still name one. */
    public void write() {
        Stays stays = new Stays(run, population, places, clock);
        stays.write(directory);
        new Patients(population.registrations(Facility.A), stays.lastSeen(), clock).write(directory);
        Diagnoses diagnoses = new Diagnoses(run, stays, IcdTable.builtIn(), clock);
        diagnoses.writeDiagnoses(directory, stays);
        diagnoses.writeProblems(directory);
        new Facts(run, stays, clock, directory).write();
        providers();
        departments();
        organizations();
    }

    private void organizations() {
        Map<String, Map<String, String>> rows = rows("organizations");
        try (TableFile table = new TableFile(directory, "organization")) {
            places.organizations().forEach((uuid, id) -> {
                Map<String, String> row = Objects.requireNonNull(rows.get(uuid), "organization");
                table.write(
                        id,
                        cell(row, "NAME"),
                        MadeUpNpi.of(id),
                        cell(row, "ADDRESS"),
                        cell(row, "CITY"),
                        cell(row, "STATE"),
                        cell(row, "ZIP"),
                        cell(row, "PHONE"),
                        maintained("organization", id));
            });
        }
    }

    private void departments() {
        try (TableFile table = new TableFile(directory, "department")) {
            places.departments()
                    .forEach((id, department) -> table.write(
                            id,
                            department.organizationId(),
                            department.name(),
                            department.type(),
                            maintained("department", id)));
        }
    }

    private void providers() {
        Map<String, Map<String, String>> rows = rows("providers");
        Map<String, String> npis = npis();
        try (TableFile table = new TableFile(directory, "provider")) {
            places.providers().forEach((uuid, id) -> {
                Map<String, String> row = Objects.requireNonNull(rows.get(uuid), "provider");
                String name = cell(row, "NAME");
                int space = name.lastIndexOf(' ');
                table.write(
                        id,
                        npis.getOrDefault(uuid, ""),
                        name.substring(space + 1),
                        name.substring(0, Math.max(0, space)),
                        cell(row, "GENDER"),
                        cell(row, "SPECIALITY"),
                        places.organization(cell(row, "ORGANIZATION")),
                        maintained("provider", id));
            });
        }
    }

    private String maintained(String table, int id) {
        int days = 30 + clock.draw().below(400, "maintained", table, id);
        return clock.updated(clock.delivery().minusDays(days).toString(), table, id);
    }

    private Map<String, String> npis() {
        Map<String, String> npis = new HashMap<>();
        JsonText.each(run.resources("Practitioner"), practitioner -> {
            for (JsonNode identifier : practitioner.path("identifier")) {
                if (identifier.path("system").asText().equals(NPI)) {
                    npis.put(
                            practitioner.path("id").asText(),
                            identifier.path("value").asText());
                }
            }
        });
        return npis;
    }

    private Map<String, Map<String, String>> rows(String source) {
        Map<String, Map<String, String>> rows = new HashMap<>();
        CsvText.each(run.table(source), row -> rows.put(row.get("Id"), row.toMap()));
        return rows;
    }

    private static String cell(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }
}
