package org.charthouse.synthetic.population;

import org.charthouse.synthetic.defect.DefectShares;
import org.charthouse.synthetic.source.Draw;

/** The slips of a registration desk, applied to the particulars of a person who is registered once more. */
record Misspelling(DefectShares shares, Draw draw) {

    private static final String SECTION = "duplicate-person";
    private static final int SHORTEST_NAME = 3;

    Particulars apply(Particulars actual, Facility facility, String uuid) {
        Particulars shown = actual;
        if (slips("name-typo", facility, uuid)) {
            shown = draw.happens(0.5, "which-name", facility, uuid)
                    ? shown.withFamily(typo(shown.family(), facility, uuid))
                    : shown.withGiven(typo(shown.given(), facility, uuid));
        }
        if (slips("birth-date-swap", facility, uuid)) {
            shown = shown.withBirthDate(swapDayAndMonth(shown.birthDate()));
        }
        if (slips("phone-changed", facility, uuid)) {
            shown = shown.withPhone("555-%03d-%04d"
                    .formatted(draw.below(1000, "prefix", facility, uuid), draw.below(10000, "line", facility, uuid)));
        }
        if (slips("national-id-missing", facility, uuid)) {
            shown = shown.withNationalId("");
        }
        return shown;
    }

    private boolean slips(String kind, Facility facility, String uuid) {
        return draw.happens(shares.of(SECTION, kind), kind, facility, uuid);
    }

    private String typo(String name, Facility facility, String uuid) {
        if (name.length() < SHORTEST_NAME) {
            return name;
        }
        int at = 1 + draw.below(name.length() - 2, "letter", facility, uuid);
        String head = name.substring(0, at);
        return draw.happens(0.5, "swap-or-drop", facility, uuid)
                ? head + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2)
                : head + name.substring(at + 1);
    }

    static String swapDayAndMonth(String date) {
        String month = date.substring(5, 7);
        String day = date.substring(8, 10);
        boolean possible = Integer.parseInt(day) <= 12;
        return possible ? date.substring(0, 5) + day + "-" + month : date;
    }
}
