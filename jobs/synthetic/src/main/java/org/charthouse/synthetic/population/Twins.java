package org.charthouse.synthetic.population;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charthouse.synthetic.defect.DefectShares;
import org.charthouse.synthetic.source.Draw;

/**
 * Gives some living people a twin: another given name and national id, and all else alike, as far as a registration desk asks.
 * Nothing ever happens to twins, so that all that was simulated stays as it was.
 */
record Twins(Draw draw, DefectShares shares) {

    private static final int LAST_DIGITS = 10_000;

    /** Pairs of given names that twins may well bear. */
    private static final List<List<String>> FEMALE = List.of(
            List.of("Hazel", "Ivy"), List.of("Emma", "Ella"), List.of("Ruth", "Naomi"), List.of("Iris", "Lily"));

    private static final List<List<String>> MALE = List.of(
            List.of("Liam", "Noah"), List.of("Owen", "Evan"), List.of("Amos", "Jude"), List.of("Hugo", "Felix"));

    /** The twins of these people, and where they are known. */
    Map<Person, Membership> of(Map<Person, Membership> people) {
        List<Person> living = people.keySet().stream()
                .filter(person -> person.cell("DECEASED").isEmpty())
                .sorted(Comparator.comparingDouble((Person person) -> draw.fraction("twin", person.uuid()))
                        .thenComparing(Person::uuid))
                .toList();
        long wanted = (long) Math.ceil(shares.of("people", "twin") * living.size());
        Map<Person, Membership> twins = new LinkedHashMap<>();
        for (Person person : living.subList(0, (int) Math.min(wanted, living.size()))) {
            Person twin = new Person(
                    people.size() + twins.size() + 1, person.uuid(), person.row(), particulars(person), true);
            boolean isEverywhere = draw.happens(0.5, "twin-membership", person.uuid());
            twins.put(twin, isEverywhere ? Membership.BOTH : people.getOrDefault(person, Membership.BOTH));
        }
        return twins;
    }

    private Particulars particulars(Person sibling) {
        Particulars known = sibling.particulars();
        List<String> names =
                draw.pick(sibling.cell("GENDER").equals("M") ? MALE : FEMALE, "twin-names", sibling.uuid());
        String given = known.given().startsWith(names.get(0)) ? names.get(1) : names.get(0);
        return known.withGiven(given).withNationalId(next(known.nationalId()));
    }

    /** Numbers that were given out one after the other, as they are to the newborn of one day. */
    private static String next(String nationalId) {
        if (nationalId.isEmpty()) {
            return nationalId;
        }
        int last = Integer.parseInt(nationalId.substring(nationalId.length() - 4));
        return nationalId.substring(0, nationalId.length() - 4) + "%04d".formatted((last + 1) % LAST_DIGITS);
    }
}
