package org.charthouse.dq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.charthouse.SharedSpark;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.Test;

/** What cannot be relied on if a rule fails. */
class RelianceTest {

    private static final Reliance HOUSE = new Reliance(Map.of(
            table("measure.gap"), List.of(table("measure.attribution")),
            table("mart.rate"), List.of(table("measure.gap")),
            table("mart.visits"), List.of(table("core.encounter"), table("core.patient")),
            table("mart.other"), List.of(table("core.condition"))));

    @Test
    void whatARuleNamesEndangersWhatReadsIt() {
        assertThat(endangered("facility_present")).containsExactly("mart.rate", "measure.attribution", "measure.gap");
    }

    @Test
    void aKeyThatIsNotItsOwnEndangersWhatReadsTheTable() {
        assertThat(endangered("key")).containsExactly("mart.visits");
    }

    @Test
    void aRuleOfAnotherKindEndangersOnlyWhatItNames() {
        assertThat(endangered("required_patient_id")).isEmpty();
    }

    @Test
    void everyShippedMartIsEndangeredBySomeRule() {
        Map<TableName, List<TableName>> reads = new TreeMap<>();
        SharedSpark.specs().marts().values().forEach(mart -> reads.put(mart.table(), mart.inputs()));
        Reliance reliance = new Reliance(reads);
        Set<TableName> endangered = new TreeSet<>();
        RulePlan.all(SharedSpark.specs())
                .forEach(plan -> plan.rules()
                        .forEach(rule -> endangered.addAll(
                                reliance.endangered(plan.contract().table(), rule))));
        assertThat(endangered).containsAll(reads.keySet());
    }

    private static List<String> endangered(String name) {
        RulePlan encounters = RulePlan.all(SharedSpark.specs()).stream()
                .filter(plan -> plan.contract().table().equals(table("core.encounter")))
                .findFirst()
                .orElseThrow();
        Rule rule = encounters.rules().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return HOUSE.endangered(table("core.encounter"), rule).stream()
                .map(TableName::toString)
                .toList();
    }

    private static TableName table(String name) {
        return TableName.of(name);
    }
}
