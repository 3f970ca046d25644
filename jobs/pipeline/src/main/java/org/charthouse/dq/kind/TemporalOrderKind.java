package org.charthouse.dq.kind;

import static org.charthouse.dq.kind.KindPage.Argument.optional;
import static org.charthouse.dq.kind.KindPage.Argument.required;

import java.math.BigDecimal;
import java.util.List;
import org.charthouse.dq.kind.KindPage.Form;
import org.charthouse.spec.RuleSpec.Category;

/** What comes first. */
final class TemporalOrderKind implements RuleKind {

    @Override
    public KindPage page() {
        return new KindPage(
                "temporal-order",
                "Does what must come first come first?",
                "rows in which the earlier lies after the later, by more than the tolerance",
                "rows that have both",
                1,
                Category.TEMPORAL_PLAUSIBILITY,
                "look at which of the two is wrong: a slipped year, a default date, a time zone, or another person's record",
                List.of(
                        required("earlier", Form.SQL, "a date; or an instant, where the later is one too"),
                        required("later", Form.SQL, "the same kind of moment, that does not lie before it"),
                        optional("tolerance-days", Form.NUMBER, "0", "days by which the order may be wrong")));
    }

    @Override
    public Check check(Given given) {
        String earlier = given.text("earlier");
        String later = given.text("later");
        BigDecimal tolerance = given.number("tolerance-days");
        String breaks = tolerance.signum() == 0
                ? "(" + earlier + ") > (" + later + ")"
                : "datediff(" + earlier + ", " + later + ") > " + tolerance.toPlainString();
        return Check.of(Sql.all(Sql.isPresent(earlier), Sql.isPresent(later)), breaks);
    }
}
