package org.charthouse.synthetic.extract;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charthouse.synthetic.population.Facility;
import org.charthouse.synthetic.population.Population;
import org.charthouse.synthetic.population.Visit;
import org.charthouse.synthetic.source.CsvText;
import org.charthouse.synthetic.source.SyntheaRun;
import org.jspecify.annotations.Nullable;

/** The encounters of facility A, in the order of their ids. */
final class Stays {

    private static final String SNOMED = "http://snomed.info/sct";
    private static final double SHARE_NEVER_SIGNED = 0.01;
    private static final int SIGNING_DAYS = 40;
    private static final int CODING_DAYS = 60;

    private final Map<String, Stay> stays = new LinkedHashMap<>();
    private final Places places;
    private final Clock clock;

    Stays(SyntheaRun run, Population population, Places places, Clock clock) {
        this.places = places;
        this.clock = clock;
        CsvText.each(run.table("encounters"), row -> {
            Visit visit = population.visit(Facility.A, row.get("Id"));
            if (visit != null) {
                String kind = kind(row.get("ENCOUNTERCLASS"));
                stays.put(visit.uuid(), new Stay(visit, row.toMap(), kind, places.provider(row.get("PROVIDER"))));
            }
        });
    }

    /** The stay with Synthea's id, null if it is not one of facility A. */
    @Nullable
    Stay of(String uuid) {
        return stays.get(uuid);
    }

    List<Stay> all() {
        return List.copyOf(stays.values());
    }

    /** The end of the last stay booked on each registration, by its id. */
    Map<Integer, String> lastSeen() {
        Map<Integer, String> last = new HashMap<>();
        stays.values()
                .forEach(stay -> last.merge(stay.patientId(), stay.cell("STOP"), (a, b) -> a.compareTo(b) > 0 ? a : b));
        return last;
    }

    void write(Path directory) {
        Pathway pathway = new Pathway(clock.draw());
        try (TableFile table = new TableFile(directory, "encounter")) {
            for (List<Stay> patient : byPatient()) {
                for (int i = 0; i < patient.size(); i++) {
                    Stay before = i > 0 ? patient.get(i - 1) : null;
                    Stay after = i + 1 < patient.size() ? patient.get(i + 1) : null;
                    Stay stay = patient.get(i);
                    write(table, stay, pathway.admissionSource(stay, before), pathway.disposition(stay, after));
                }
            }
        }
    }

    private List<List<Stay>> byPatient() {
        Map<Integer, List<Stay>> byPatient = new LinkedHashMap<>();
        stays.values()
                .forEach(stay -> byPatient
                        .computeIfAbsent(stay.patientId(), id -> new ArrayList<>())
                        .add(stay));
        return List.copyOf(byPatient.values());
    }

    private void write(TableFile table, Stay stay, String source, String disposition) {
        String uuid = stay.visit().uuid();
        String end = Clock.instant(stay.cell("STOP")).toString();
        String organization = stay.cell("ORGANIZATION");
        boolean forgotten = clock.draw().happens(SHARE_NEVER_SIGNED, "never-signed", uuid);
        String signed = forgotten ? "" : clock.later(end, SIGNING_DAYS, "signed", uuid);
        String coded = signed.isEmpty() ? "" : clock.later(signed, CODING_DAYS, "coded", uuid);
        String changed = !coded.isEmpty() ? coded : !signed.isEmpty() ? signed : end;
        table.write(
                stay.visit().id(),
                stay.patientId(),
                stay.kind(),
                "finished",
                stay.cell("CODE"),
                SNOMED,
                stay.cell("DESCRIPTION"),
                Clock.instant(stay.cell("START")),
                end,
                source,
                disposition,
                places.department(organization, stay.cell("ENCOUNTERCLASS")),
                stay.providerId(),
                places.organization(organization),
                signed,
                coded,
                clock.updated(changed, "encounter", stay.visit().id()));
    }

    private static String kind(String encounterClass) {
        return switch (encounterClass) {
            case "inpatient", "snf" -> "inpatient";
            case "emergency", "wellness", "home", "virtual" -> encounterClass;
            case "urgentcare" -> "urgent-care";
            case "hospice" -> "home";
            default -> "ambulatory";
        };
    }
}
