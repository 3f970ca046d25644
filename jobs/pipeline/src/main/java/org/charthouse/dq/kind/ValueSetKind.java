package org.charthouse.dq.kind;

import static org.charthouse.dq.kind.KindPage.Argument.required;

import java.util.List;
import org.charthouse.dq.kind.KindPage.Form;
import org.charthouse.spec.RuleSpec.Category;

/** Only values of a list. */
final class ValueSetKind implements RuleKind {

    @Override
    public KindPage page() {
        return new KindPage(
                "value-set",
                "Is the value one of those that are allowed?",
                "rows whose value is none of the list",
                "rows with a value",
                0,
                Category.VALUE_CONFORMANCE,
                "map the source's own values to the standard ones in the feed, or ask the source to send these",
                List.of(
                        required("column", Form.SQL, "what is looked at"),
                        required("values", Form.TEXTS, "the allowed values")));
    }

    @Override
    public Check check(Given given) {
        String column = given.text("column");
        return Check.of(Sql.isPresent(column), "NOT " + Sql.in(column, given.texts("values")));
    }
}
