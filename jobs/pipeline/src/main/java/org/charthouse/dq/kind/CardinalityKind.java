package org.charthouse.dq.kind;

import static org.charthouse.dq.kind.KindPage.Argument.optional;
import static org.charthouse.dq.kind.KindPage.Argument.required;

import java.util.List;
import org.charthouse.dq.kind.Check.Count;
import org.charthouse.dq.kind.KindPage.Form;
import org.charthouse.spec.RuleSpec.Category;
import org.charthouse.spec.TableName;

/** How many rows of another table belong to one. */
final class CardinalityKind implements RuleKind {

    @Override
    public KindPage page() {
        return new KindPage(
                "cardinality",
                "Has the row as many rows of another table as it should have?",
                "rows with fewer or with more",
                "all rows, or those of 'where'",
                1,
                Category.RELATIONAL_CONFORMANCE,
                "see whether the other table is delivered whole, and over the same time",
                List.of(
                        required("of", Form.TEXT, "the other table, with its zone"),
                        required("key", Form.TEXTS, "its columns that name the row"),
                        optional("by", Form.TEXTS, "", "columns of the row, in the same order; else of the same names"),
                        optional("counted", Form.TEXT, "", "Spark SQL over the other table: which rows count"),
                        optional("least", Form.NUMBER, "0", "how many there are at least"),
                        optional("most", Form.NUMBER, "", "how many there are at most")));
    }

    @Override
    public Check check(Given given) {
        List<String> key = given.texts("key");
        List<String> by = given.texts("by").isEmpty() ? key : given.texts("by");
        String count = "count_of_" + given.rule();
        Count counted = new Count(
                count,
                TableName.of(given.text("of")),
                key,
                by,
                given.optional("counted").orElse(""),
                false);
        String most = given.optional("most")
                .map(number -> " OR " + count + " > " + number)
                .orElse("");
        return Check.of("", count + " < " + given.number("least").toPlainString() + most, List.of(counted));
    }
}
