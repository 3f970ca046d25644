package org.charthouse.synthetic.population;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charthouse.synthetic.source.Draw;

/** Where a person is known: 45 of 100 at A only, 40 at B only, 15 at both (at least one person at both). */
enum Membership {
    ONLY_A(true, false),
    ONLY_B(false, true),
    BOTH(true, true);

    private static final double SHARE_BOTH = 0.15;
    private static final double SHARE_ONLY_A = 0.45;

    private final boolean atA;
    private final boolean atB;

    Membership(boolean atA, boolean atB) {
        this.atA = atA;
        this.atB = atB;
    }

    boolean at(Facility facility) {
        return facility == Facility.A ? atA : atB;
    }

    /** The facility of one encounter of such a person, by a fraction drawn for the encounter. */
    Facility facilityOf(double fraction) {
        return switch (this) {
            case ONLY_A -> Facility.A;
            case ONLY_B -> Facility.B;
            case BOTH -> fraction < 0.5 ? Facility.A : Facility.B;
        };
    }

    static Map<Person, Membership> assign(List<Person> people, Draw draw) {
        List<Person> shuffled = new ArrayList<>(people);
        shuffled.sort(Comparator.comparingDouble((Person person) -> draw.fraction("membership", person.uuid()))
                .thenComparing(Person::uuid));
        long both = Math.max(1, Math.round(SHARE_BOTH * people.size()));
        long onlyA = Math.round(SHARE_ONLY_A * people.size());
        Map<Person, Membership> places = new LinkedHashMap<>();
        for (int i = 0; i < shuffled.size(); i++) {
            places.put(shuffled.get(i), i < both ? BOTH : i < both + onlyA ? ONLY_A : ONLY_B);
        }
        return places;
    }
}
