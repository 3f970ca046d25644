package org.charthouse.dq;

import java.util.List;
import java.util.Optional;
import org.charthouse.dq.kind.KindPage;
import org.charthouse.error.Place;
import org.charthouse.spec.RuleSpec;
import org.charthouse.spec.TableName;

/**
 * The documentation of a rule.
 *
 * @param table the table
 * @param rule its name
 * @param kind what is asked, of what, and what to do
 * @param judged threshold in percent and whether a band over earlier runs takes its place, severity, category and context
 * @param applies Spark SQL: which rows it is about; empty for all
 * @param breaks Spark SQL: which of these break it
 * @param endangers tables that cannot be relied on if it fails
 * @param source where the expectation is published
 * @param why what goes wrong if it is broken
 * @param advice what to do about a failure
 * @param place where it stands; empty where a contract implies it
 */
public record RulePage(
        TableName table,
        String rule,
        KindPage kind,
        Judged judged,
        String applies,
        String breaks,
        List<TableName> endangers,
        String source,
        String why,
        String advice,
        Optional<Place> place) {

    /** How it is judged and filed, in the words of files and tables. */
    public record Judged(double threshold, boolean isFromHistory, String severity, String category, String context) {}

    static RulePage of(TableName table, Rule rule) {
        Rule.Terms terms = rule.terms();
        return new RulePage(
                table,
                rule.name(),
                rule.page(),
                new Judged(
                        terms.threshold(),
                        rule.spec().filter(RuleSpec::thresholdFromHistory).isPresent(),
                        terms.severity().word(),
                        terms.category().word(),
                        terms.context().word()),
                rule.check().applies(),
                rule.check().breaks(),
                rule.spec().map(RuleSpec::endangers).orElse(List.of()),
                rule.source(table),
                rule.why(),
                rule.advice(),
                rule.spec().map(RuleSpec::place));
    }

    /** {@code table.rule}, as commands name it. */
    public String name() {
        return table + "." + rule;
    }
}
