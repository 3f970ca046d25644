package org.charthouse.dq.kind;

import static org.charthouse.dq.kind.KindPage.Argument.optional;
import static org.charthouse.dq.kind.KindPage.Argument.required;

import java.util.List;
import org.charthouse.dq.kind.KindPage.Form;
import org.charthouse.spec.RuleSpec.Category;

/** Whatever Spark SQL can say of a row. */
final class SqlKind implements RuleKind {

    @Override
    public KindPage page() {
        return new KindPage(
                "sql",
                "Does a condition of one's own hold?",
                "rows for which 'breaks' is true",
                "rows for which 'applies' is true; all where it is not given",
                0,
                Category.ATEMPORAL_PLAUSIBILITY,
                "read the rule's reason and look at the failing rows",
                List.of(
                        required("breaks", Form.SQL, "what is true of a row that breaks the rule"),
                        optional("applies", Form.SQL, "", "what is true of a row that the rule is about")));
    }

    @Override
    public Check check(Given given) {
        return Check.of(given.optional("applies").orElse(""), given.text("breaks"));
    }
}
