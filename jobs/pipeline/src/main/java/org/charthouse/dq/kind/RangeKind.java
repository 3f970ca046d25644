package org.charthouse.dq.kind;

import static org.charthouse.dq.kind.KindPage.Argument.optional;
import static org.charthouse.dq.kind.KindPage.Argument.required;

import java.util.List;
import java.util.stream.Collectors;
import org.charthouse.dq.kind.KindPage.Form;
import org.charthouse.spec.RuleSpec.Category;

/** Numbers that a living person can have. */
final class RangeKind implements RuleKind {

    @Override
    public KindPage page() {
        return new KindPage(
                "range",
                "Is the number one that a living person can have?",
                "results below the low or above the high end of the band for the person's age and sex",
                "numbers of the code in the unit, of persons for whom there is a band",
                1,
                Category.ATEMPORAL_PLAUSIBILITY,
                "look for a unit mix-up (all of a feed, one factor), a slipped decimal point, or a test value",
                List.of(
                        required("code", Form.TEXTS, "codes of the result"),
                        required("unit", Form.TEXT, "the UCUM unit of the ends"),
                        required(
                                "bands",
                                Form.ROWS,
                                "low, high (either may be left out), and for whom: from and until, ages such as 28 d,"
                                        + " 6 mo or 18 y (from is within, until is not); sex, an administrative gender."
                                        + " The first band that fits counts"),
                        optional("code-column", Form.SQL, "normalized_code", "where the code stands"),
                        optional("unit-column", Form.SQL, "canonical_unit", "where the unit stands"),
                        optional("value", Form.SQL, "canonical_value", "the number"),
                        optional("on", Form.SQL, "observed_on", "the date at which the age is told"),
                        optional("birth", Form.SQL, "patient.birth_on", "the date of birth"),
                        optional("sex", Form.SQL, "patient.sex_code", "the administrative gender")));
    }

    @Override
    public Check check(Given given) {
        List<Band> bands = given.rows("bands").stream().map(Band::of).toList();
        String about = bands.stream()
                .map(band -> "(" + band.fits(given) + ")")
                .distinct()
                .collect(Collectors.joining(" OR "));
        String outside = bands.stream()
                .map(band -> "WHEN " + band.fits(given) + " THEN " + band.excludes(given.text("value")))
                .collect(Collectors.joining(" ", "CASE ", " END"));
        return Check.of(
                Sql.all(
                        Sql.in(given.text("code-column"), given.texts("code")),
                        Sql.in(given.text("unit-column"), List.of(given.text("unit"))),
                        Sql.isPresent(given.text("value")),
                        bands.stream().allMatch(Band::isForAll) ? "" : about),
                outside);
    }
}
