package org.charthouse.dq.kind;

import static org.charthouse.dq.kind.KindPage.Argument.optional;
import static org.charthouse.dq.kind.KindPage.Argument.required;

import java.util.List;
import org.charthouse.dq.kind.KindPage.Form;
import org.charthouse.spec.RuleSpec.Category;

/** Units in which a result can be given. */
final class UnitKind implements RuleKind {

    @Override
    public KindPage page() {
        return new KindPage(
                "unit-allowed",
                "Is the result given in a unit in which it can be given?",
                "results without a unit, or in another",
                "numbers of the code",
                5,
                Category.VALUE_CONFORMANCE,
                "add a spelling to conf/terminology/normalize/unit_alias.csv, or correct the unit of the feed",
                List.of(
                        required("code", Form.TEXTS, "codes of the result"),
                        required("units", Form.TEXTS, "UCUM units that are allowed; 1 for a number without dimension"),
                        optional("code-column", Form.SQL, "normalized_code", "where the code stands"),
                        optional("unit-column", Form.SQL, "canonical_unit", "where the unit stands"),
                        optional("value", Form.SQL, "value_number", "the number")));
    }

    @Override
    public Check check(Given given) {
        String unit = given.text("unit-column");
        return Check.of(
                Sql.all(Sql.in(given.text("code-column"), given.texts("code")), Sql.isPresent(given.text("value"))),
                "(" + unit + ") IS NULL OR NOT " + Sql.in(unit, given.texts("units")));
    }
}
