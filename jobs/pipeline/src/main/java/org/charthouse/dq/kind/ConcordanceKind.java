package org.charthouse.dq.kind;

import static org.charthouse.dq.kind.KindPage.Argument.optional;
import static org.charthouse.dq.kind.KindPage.Argument.required;

import java.util.List;
import org.charthouse.dq.kind.KindPage.Form;
import org.charthouse.spec.RuleSpec.Category;

/** Two places that say the same. */
final class ConcordanceKind implements RuleKind {

    @Override
    public KindPage page() {
        return new KindPage(
                "concordance",
                "Do two places that tell the same thing agree?",
                "rows in which they differ, by more than the tolerance",
                "rows that have both",
                1,
                Category.COMPUTATIONAL_CONFORMANCE,
                "see which of the two is entered and which is computed or copied, and when the copy is taken",
                List.of(
                        required("this", Form.SQL, "the one"),
                        required("that", Form.SQL, "the other; a column of a table that the row refers to, as a rule"),
                        optional("tolerance", Form.NUMBER, "", "how far numbers may be apart")));
    }

    @Override
    public Check check(Given given) {
        String one = "(" + given.text("this") + ")";
        String other = "(" + given.text("that") + ")";
        return Check.of(
                Sql.all(Sql.isPresent(one), Sql.isPresent(other)),
                given.optional("tolerance")
                        .map(most -> "abs(" + one + " - " + other + ") > " + most)
                        .orElse(one + " <> " + other));
    }
}
