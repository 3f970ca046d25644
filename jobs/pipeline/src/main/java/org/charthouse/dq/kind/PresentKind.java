package org.charthouse.dq.kind;

import static org.charthouse.dq.kind.KindPage.Argument.required;

import java.util.List;
import org.charthouse.dq.kind.KindPage.Form;
import org.charthouse.spec.RuleSpec.Category;

/** Values that should be there. */
final class PresentKind implements RuleKind {

    @Override
    public KindPage page() {
        return new KindPage(
                "present",
                "Is there a value?",
                "rows in which it is empty",
                "all rows, or those of 'where'",
                5,
                Category.COMPLETENESS,
                "ask the source whether it has the value and the extract leaves it out",
                List.of(required("column", Form.SQL, "what should have a value")));
    }

    @Override
    public Check check(Given given) {
        String column = given.text("column");
        return Check.of("", "(" + column + ") IS NULL OR trim(CAST((" + column + ") AS STRING)) = ''");
    }
}
