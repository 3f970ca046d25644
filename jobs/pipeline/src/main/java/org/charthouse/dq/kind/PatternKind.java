package org.charthouse.dq.kind;

import static org.charthouse.dq.kind.KindPage.Argument.required;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.charthouse.dq.kind.KindPage.Form;
import org.charthouse.spec.RuleSpec.Category;

/** Text of a form. */
final class PatternKind implements RuleKind {

    @Override
    public KindPage page() {
        return new KindPage(
                "pattern",
                "Does the text have the form that it should have?",
                "rows whose text does not match the regular expression as a whole",
                "rows with a text",
                0,
                Category.VALUE_CONFORMANCE,
                "look at the failing rows: a cut, padded or shifted field of the source is the usual reason",
                List.of(
                        required("column", Form.SQL, "what is looked at"),
                        required("matches", Form.TEXT, "the regular expression (Java's)")));
    }

    @Override
    public Check check(Given given) {
        String column = given.text("column");
        String whole = "^(?:" + given.text("matches") + ")$";
        try {
            Pattern.compile(whole);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'matches' is no regular expression: " + e.getDescription().toLowerCase(Locale.ROOT), e);
        }
        return Check.of(Sql.isPresent(column), "NOT (" + column + ") RLIKE " + Sql.literal(whole));
    }
}
