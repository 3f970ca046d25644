package org.charthouse.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.charthouse.error.Place;

/**
 * {@code conf/rules/<table>.yaml}: the data-quality rules of one table, beside those that its contract implies.
 *
 * @param table whose rows are judged
 * @param on Spark SQL over a row: the date by whose month results are told; empty where rows have none
 * @param facility Spark SQL over a row: the facility by which results are told; empty where rows have none
 * @param rules in the order of the file
 * @param place where it stands
 */
public record RuleSheet(
        TableName table, Optional<String> on, Optional<String> facility, List<RuleSpec> rules, Place place) {

    /** All that results follow from, as text; that a rule stands on another line is no change. */
    public String definition() {
        return table + " " + on + " " + facility + " "
                + rules.stream().map(RuleSpec::definition).toList();
    }

    static RuleSheet read(Section file) {
        RuleSheet sheet = new RuleSheet(
                TableName.of(file.text("table")),
                file.optionalText("on"),
                file.optionalText("facility"),
                file.list("rules", RuleSpec::read),
                Place.of(file.file()));
        Set<String> names = new HashSet<>();
        sheet.rules.stream()
                .map(RuleSpec::rule)
                .filter(rule -> !names.add(rule))
                .forEach(rule -> file.wrong("rules", "two rules are called '" + rule + "'"));
        file.end();
        return sheet;
    }
}
