package org.charthouse.dq.kind;

import static org.charthouse.dq.kind.KindPage.Argument.optional;
import static org.charthouse.dq.kind.KindPage.Argument.required;

import java.util.List;
import org.charthouse.dq.kind.KindPage.Form;
import org.charthouse.spec.RuleSpec.Category;

/** Values that are as often as they were. */
final class DistributionKind implements RuleKind {

    @Override
    public KindPage page() {
        return new KindPage(
                "distribution",
                "Are values as often as they used to be?",
                "sources for which the population stability index between the last months and those before them is above the"
                        + " limit: the sum over values of (p - q) ln(p / q), half a row added to each; 0.1 is a shift, 0.25 a"
                        + " large one",
                "sources with enough rows in both",
                0,
                Category.TEMPORAL_PLAUSIBILITY,
                "see which value came or went: a code that was replaced, a default that changed, a mapping that broke",
                List.of(
                        required("value", Form.SQL, "whose values are compared"),
                        required("on", Form.SQL, "the date of a row"),
                        optional("months", Form.NUMBER, "3", "how many months are compared"),
                        optional("before", Form.NUMBER, "12", "with how many before them"),
                        optional("limit", Form.NUMBER, "0.25", "the greatest index that is no change"),
                        optional("least", Form.NUMBER, "100", "of how many rows in either time it can be told")));
    }

    @Override
    public Check check(Given given) {
        String day = "(" + given.text("on") + ")";
        String turn = "add_months(:as_of, -" + given.months("months") + ")";
        return Check.of(Question.of(given.table(), """
                WITH told AS (
                  SELECT source_system, coalesce(CAST((%2$s) AS STRING), '') AS value,
                    count_if(%3$s > %4$s) AS now, count_if(%3$s <= %4$s) AS before
                  FROM %1$s
                  WHERE %3$s <= :as_of AND %3$s > add_months(%4$s, -%5$s)%6$s
                  GROUP BY source_system, coalesce(CAST((%2$s) AS STRING), '')
                ), shares AS (
                  SELECT source_system, now, before,
                    (now + 0.5) / (sum(now) OVER of_source + 0.5 * count(*) OVER of_source) AS p,
                    (before + 0.5) / (sum(before) OVER of_source + 0.5 * count(*) OVER of_source) AS q
                  FROM told WINDOW of_source AS (PARTITION BY source_system)
                )
                SELECT source_system, source_system AS unit, round(sum((p - q) * ln(p / q)), 9) > %7$s AS is_broken
                FROM shares GROUP BY source_system HAVING sum(now) >= %8$s AND sum(before) >= %8$s
                """.formatted(
                        given.table(),
                        given.text("value"),
                        day,
                        turn,
                        given.months("before"),
                        given.and(),
                        given.number("limit").toPlainString(),
                        given.number("least").toPlainString())));
    }
}
