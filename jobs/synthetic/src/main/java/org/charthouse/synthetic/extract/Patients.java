package org.charthouse.synthetic.extract;

import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.charthouse.synthetic.population.Person;
import org.charthouse.synthetic.population.Registration;
import org.charthouse.synthetic.source.Draw;

/** The patient table of facility A. */
record Patients(List<Registration> registrations, Map<Integer, String> lastSeen, Clock clock) {

    private static final double SHARE_WITH_EMAIL = 0.6;
    private static final Map<String, String> RACES = Map.of(
            "white", "white",
            "black", "black",
            "asian", "asian",
            "native", "native-american",
            "hawaiian", "pacific-islander");
    private static final Map<String, String> MARITAL = Map.of(
            "M", "married",
            "S", "single",
            "D", "divorced",
            "W", "widowed");

    void write(Path directory) {
        try (TableFile table = new TableFile(directory, "patient")) {
            registrations.forEach(registration -> write(table, registration));
        }
    }

    private void write(TableFile table, Registration registration) {
        Person person = registration.person();
        String died = person.cell("DECEASED");
        table.write(
                registration.id(),
                "MRN%06d".formatted(100_000 + 7 * registration.id()),
                registration.shown().nationalId(),
                registration.shown().family(),
                registration.shown().given(),
                person.cell("MIDDLE"),
                registration.shown().birthDate(),
                died.isEmpty() ? "" : OffsetDateTime.parse(died).toInstant(),
                person.cell("GENDER"),
                RACES.getOrDefault(person.cell("RACE"), "other"),
                person.cell("ETHNICITY").equals("hispanic") ? "hispanic" : "not-hispanic",
                MARITAL.getOrDefault(person.cell("MARITAL"), ""),
                person.cell("LANGUAGE"),
                person.cell("ADDRESS"),
                person.cell("CITY"),
                person.cell("STATE").equals("Massachusetts") ? "MA" : person.cell("STATE"),
                person.cell("ZIP"),
                "US",
                registration.shown().phone(),
                email(person),
                updated(registration));
    }

    private String email(Person person) {
        Draw draw = clock.draw();
        String name = person.particulars().given() + "." + person.particulars().family();
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z.]", "");
        return draw.happens(SHARE_WITH_EMAIL, "email", person.uuid()) ? plain + "@example.org" : "";
    }

    private String updated(Registration registration) {
        Instant start = Clock.instant(clock.delivery().minusDays(30).toString());
        return clock.updated(lastSeen.getOrDefault(registration.id(), start.toString()), "patient", registration.id());
    }
}
