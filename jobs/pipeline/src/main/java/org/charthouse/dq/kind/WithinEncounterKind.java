package org.charthouse.dq.kind;

import static org.charthouse.dq.kind.KindPage.Argument.optional;
import static org.charthouse.dq.kind.KindPage.Argument.required;

import java.util.List;
import org.charthouse.dq.kind.KindPage.Form;
import org.charthouse.spec.RuleSpec.Category;

/** Facts of an encounter at the time of the encounter. */
final class WithinEncounterKind implements RuleKind {

    @Override
    public KindPage page() {
        return new KindPage(
                "within-encounter",
                "Did it happen during the encounter that it is filed under?",
                "rows whose date lies before the start or after the end of their encounter, by more than the days allowed",
                "rows with a date and an encounter that has a start",
                5,
                Category.TEMPORAL_PLAUSIBILITY,
                "see whether the source files by the order or by the result, and whether encounters are closed too early",
                List.of(
                        required("on", Form.SQL, "the date"),
                        optional("days", Form.NUMBER, "7", "days before and after that are still allowed"),
                        optional("encounter", Form.TEXT, "encounter", "how the row calls its encounter")));
    }

    @Override
    public Check check(Given given) {
        String on = given.text("on");
        String days = given.number("days").toBigInteger().toString();
        String start = given.text("encounter") + ".start_on";
        String end = given.text("encounter") + ".end_on";
        return Check.of(
                Sql.all(Sql.isPresent(on), Sql.isPresent(start)),
                "datediff(" + start + ", " + on + ") > " + days + " OR datediff(" + on + ", " + end + ") > " + days);
    }
}
