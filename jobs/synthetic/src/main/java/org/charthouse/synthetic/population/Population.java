package org.charthouse.synthetic.population;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charthouse.synthetic.defect.DefectShares;
import org.charthouse.synthetic.source.CsvText;
import org.charthouse.synthetic.source.Draw;
import org.charthouse.synthetic.source.SyntheaRun;
import org.jspecify.annotations.Nullable;

/** The people of a run, their registrations at both facilities, and the facility of each encounter. */
public final class Population {

    private final List<Person> people;
    private final Map<Facility, List<Registration>> registrations = new EnumMap<>(Facility.class);
    private final Map<String, Visit> visits = new LinkedHashMap<>();
    private final Draw draw;
    private final DefectShares shares;

    /** Splits the people of a finished run; the same run, draw and shares give the same split. */
    public Population(SyntheaRun run, Draw draw, DefectShares shares) {
        this.draw = draw;
        this.shares = shares;
        List<Person> simulated = new People(run, draw, shares).read();
        Map<Person, Membership> memberships = Membership.assign(simulated, draw);
        memberships.putAll(new Twins(draw, shares).of(memberships));
        this.people = List.copyOf(memberships.keySet()).stream()
                .sorted(Comparator.comparingInt(Person::number))
                .toList();
        Registrar registrar = new Registrar(draw, shares);
        for (Facility facility : Facility.values()) {
            registrations.put(facility, registrar.register(facility, memberships));
        }
        book(run, memberships);
    }

    /** Everybody, in the order of the simulation. */
    public List<Person> people() {
        return List.copyOf(people);
    }

    /** The registrations of a facility by ascending id. */
    public List<Registration> registrations(Facility facility) {
        return List.copyOf(registrations.getOrDefault(facility, List.of()));
    }

    /** The encounters of a facility by ascending id. */
    public List<Visit> visits(Facility facility) {
        return visits.values().stream()
                .filter(visit -> visit.facility() == facility)
                .toList();
    }

    /** The visit for Synthea's encounter id, if it took place at this facility. */
    public @Nullable Visit visit(Facility facility, String uuid) {
        Visit visit = visits.get(uuid);
        return visit != null && visit.facility() == facility ? visit : null;
    }

    private void book(SyntheaRun run, Map<Person, Membership> memberships) {
        Map<String, Map<Facility, List<Registration>>> byPerson = byPerson();
        Map<String, Membership> places = new LinkedHashMap<>();
        memberships.forEach((person, place) -> places.put(person.uuid(), place));
        Map<Facility, Integer> used = new EnumMap<>(Facility.class);
        CsvText.each(run.table("encounters"), row -> {
            String uuid = row.get("Id");
            String patient = row.get("PATIENT");
            Membership place = places.getOrDefault(patient, Membership.ONLY_A);
            Facility facility = place.facilityOf(draw.fraction("encounter-facility", uuid));
            List<Registration> known = byPerson.getOrDefault(patient, Map.of()).getOrDefault(facility, List.of());
            Registration booked = known.get(known.size() > 1 && isLate(patient, row.get("START")) ? 1 : 0);
            visits.put(uuid, new Visit(uuid, used.merge(facility, 1, Integer::sum), booked));
        });
    }

    /** Some second registrations take over the patient from a year on; others are never used. */
    private boolean isLate(String patient, String start) {
        boolean usesSecond = draw.happens(
                shares.of("duplicate-person", "second-registration-used"), "second-registration-used", patient);
        int year = 2018 + draw.below(7, "second-registration-year", patient);
        return usesSecond && start.compareTo(Integer.toString(year)) >= 0;
    }

    private Map<String, Map<Facility, List<Registration>>> byPerson() {
        Map<String, Map<Facility, List<Registration>>> byPerson = new LinkedHashMap<>();
        registrations.forEach((facility, list) -> list.stream()
                .filter(registration -> !registration.person().isTwin())
                .forEach(registration -> byPerson.computeIfAbsent(
                                registration.person().uuid(), uuid -> new EnumMap<>(Facility.class))
                        .computeIfAbsent(facility, place -> new ArrayList<>())
                        .add(registration)));
        byPerson.values()
                .forEach(places ->
                        places.values().forEach(list -> list.sort(Comparator.comparing(Registration::second))));
        return byPerson;
    }
}
