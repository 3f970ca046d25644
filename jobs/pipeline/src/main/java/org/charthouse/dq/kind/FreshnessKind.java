package org.charthouse.dq.kind;

import static org.charthouse.dq.kind.KindPage.Argument.required;

import java.util.List;
import org.charthouse.dq.kind.KindPage.Form;
import org.charthouse.spec.RuleSpec.Category;

/** Rows that are as new as they should be. */
final class FreshnessKind implements RuleKind {

    @Override
    public KindPage page() {
        return new KindPage(
                "freshness",
                "Does a source still send what is new?",
                "sources whose newest row is older than so many days on the date that the run stands for",
                "sources with a dated row",
                0,
                Category.TEMPORAL_PLAUSIBILITY,
                "see whether the feed still delivers, and whether its extract moves on",
                List.of(
                        required("on", Form.SQL, "the date of a row"),
                        required("days", Form.NUMBER, "how old the newest row may be")));
    }

    @Override
    public Check check(Given given) {
        return Check.of(Question.of(given.table(), """
                SELECT source_system, source_system AS unit, datediff(:as_of, max(%2$s)) > %3$s AS is_broken
                FROM %1$s WHERE %2$s <= :as_of%4$s GROUP BY source_system
                """.formatted(
                        given.table(),
                        "(" + given.text("on") + ")",
                        given.number("days").toPlainString(),
                        given.and())));
    }
}
