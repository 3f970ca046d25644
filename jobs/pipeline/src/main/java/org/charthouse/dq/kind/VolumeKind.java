package org.charthouse.dq.kind;

import static org.charthouse.dq.kind.KindPage.Argument.optional;
import static org.charthouse.dq.kind.KindPage.Argument.required;

import java.util.List;
import org.charthouse.dq.kind.KindPage.Form;
import org.charthouse.spec.RuleSpec.Category;

/** As many rows in a month as in the months before it. */
final class VolumeKind implements RuleKind {

    @Override
    public KindPage page() {
        return new KindPage(
                "volume",
                "Does a source send as much as it used to?",
                "sources whose last whole month is outside the band of the months before it: their median, and on either side"
                        + " so many robust standard deviations (1.4826 times the median absolute deviation), at least the share",
                "sources with at least so many months before",
                0,
                Category.TEMPORAL_PLAUSIBILITY,
                "ask what changed at the source: a unit that closed or opened, an extract that was cut, a code that moved",
                List.of(
                        required("on", Form.SQL, "the date of a row"),
                        optional("months", Form.NUMBER, "12", "how many months before are looked at"),
                        optional("least", Form.NUMBER, "6", "of how many months a band can be told"),
                        optional("deviations", Form.NUMBER, "3", "how wide it is"),
                        optional("share", Form.NUMBER, "30", "how wide at least, in percent of the median"),
                        optional(
                                "lag",
                                Form.NUMBER,
                                "1",
                                "how many months before the run's date the last whole month is")));
    }

    @Override
    public Check check(Given given) {
        String last = "add_months(trunc(:as_of, 'MM'), -" + given.months("lag") + ")";
        String day = "(" + given.text("on") + ")";
        return Check.of(Question.of(given.table(), """
                WITH dated AS (
                  SELECT source_system, trunc(%2$s, 'MM') AS month FROM %1$s
                  WHERE %2$s IS NOT NULL AND %2$s < add_months(%3$s, 1)%4$s
                ), sources AS (
                  SELECT source_system, min(month) AS first_month FROM dated GROUP BY source_system
                ), months AS (
                  SELECT explode(sequence(add_months(%3$s, -%5$s), %3$s, INTERVAL 1 MONTH)) AS month
                ), counted AS (
                  SELECT source_system, month, count(dated.month) AS found
                  FROM sources CROSS JOIN months LEFT JOIN dated USING (source_system, month)
                  WHERE month >= first_month GROUP BY source_system, month
                ), middles AS (
                  SELECT source_system, percentile(found, 0.5) AS middle, count(*) AS months
                  FROM counted WHERE month < %3$s GROUP BY source_system
                ), spreads AS (
                  SELECT source_system, 1.4826 * percentile(abs(found - middle), 0.5) AS spread
                  FROM counted JOIN middles USING (source_system) WHERE month < %3$s GROUP BY source_system
                )
                SELECT source_system, date_format(month, 'yyyy-MM') AS unit,
                  abs(found - middle) > greatest(%6$s * spread, %7$s / 100.0 * middle) AS is_broken
                FROM counted JOIN middles USING (source_system) JOIN spreads USING (source_system)
                WHERE month = %3$s AND months >= %8$s
                """.formatted(
                        given.table(),
                        day,
                        last,
                        given.and(),
                        given.months("months"),
                        given.number("deviations").toPlainString(),
                        given.number("share").toPlainString(),
                        given.months("least"))));
    }
}
