package org.charthouse.dq.kind;

import static org.charthouse.dq.kind.KindPage.Argument.required;

import java.util.List;
import org.charthouse.dq.kind.KindPage.Form;
import org.charthouse.spec.RuleSpec.Category;

/** Sources that tell the same of the same thing. */
final class ReconciliationKind implements RuleKind {

    @Override
    public KindPage page() {
        return new KindPage(
                "reconciliation",
                "Do sources agree on what they both tell?",
                "things of which sources tell different values",
                "things of which two sources or more tell a value",
                5,
                Category.COMPUTATIONAL_CONFORMANCE,
                "see which source is the one that is asked first, and whether the records are of one thing at all",
                List.of(
                        required("by", Form.SQL, "what the thing is known by in all sources, such as person_id"),
                        required("value", Form.SQL, "what they tell of it")));
    }

    @Override
    public Check check(Given given) {
        return Check.of(Question.of(
                given.table(), """
                SELECT concat_ws(' and ', sort_array(collect_set(source_system))) AS source_system,
                  CAST((%2$s) AS STRING) AS unit, count(DISTINCT (%3$s)) > 1 AS is_broken
                FROM %1$s WHERE (%2$s) IS NOT NULL AND (%3$s) IS NOT NULL%4$s
                GROUP BY CAST((%2$s) AS STRING) HAVING count(DISTINCT source_system) > 1
                """.formatted(given.table(), given.text("by"), given.text("value"), given.and())));
    }
}
