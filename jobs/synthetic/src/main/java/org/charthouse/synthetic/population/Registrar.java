package org.charthouse.synthetic.population;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.charthouse.synthetic.defect.DefectShares;
import org.charthouse.synthetic.source.Draw;

/** Registers people at one facility, some of them twice, under ids that say nothing about the person. */
record Registrar(Draw draw, DefectShares shares) {

    private record Entry(Person person, Particulars shown, boolean second) {}

    List<Registration> register(Facility facility, Map<Person, Membership> memberships) {
        Misspelling misspelling = new Misspelling(shares, draw);
        List<Person> here = memberships.entrySet().stream()
                .filter(entry -> entry.getValue().at(facility))
                .map(Map.Entry::getKey)
                .toList();
        Set<Person> twice = registeredTwice(facility, here);
        List<Entry> entries = new ArrayList<>();
        for (Person person : here) {
            boolean elsewhere = memberships.get(person) == Membership.BOTH && facility == slippingFacility(person);
            Particulars actual = person.particulars();
            entries.add(
                    new Entry(person, elsewhere ? misspelling.apply(actual, facility, person.name()) : actual, false));
            if (twice.contains(person)) {
                Particulars again = misspelling.apply(actual, facility, person.name() + "-again");
                entries.add(new Entry(person, again, true));
            }
        }
        entries.sort(Comparator.comparingDouble(
                (Entry entry) -> draw.fraction("id", facility, entry.person().name(), entry.second())));
        List<Registration> registrations = new ArrayList<>();
        for (Entry entry : entries) {
            registrations.add(new Registration(
                    facility, registrations.size() + 1, entry.person(), entry.shown(), entry.second()));
        }
        return registrations;
    }

    private Facility slippingFacility(Person person) {
        return draw.happens(0.5, "slipping-facility", person.name()) ? Facility.A : Facility.B;
    }

    private Set<Person> registeredTwice(Facility facility, List<Person> here) {
        List<Person> simulated =
                here.stream().filter(person -> !person.isTwin()).toList();
        long wanted = (long) Math.ceil(shares.of("duplicate-person", "second-registration") * simulated.size());
        return simulated.stream()
                .sorted(Comparator.comparingDouble(
                        (Person person) -> draw.fraction("registered-twice", facility, person.uuid())))
                .limit(wanted)
                .collect(Collectors.toSet());
    }
}
