package org.charthouse.dq;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.charthouse.dq.kind.KindPage;
import org.charthouse.dq.kind.RuleKinds;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableName;

/** All rules of a house, for those who read them and try them out. */
public final class RuleBook {

    private final List<RulePlan> plans;

    /**
     * The rules of contracts and of {@code conf/rules}.
     *
     * @throws org.charthouse.error.UserError if some do not resolve
     */
    public RuleBook(Specifications specs) {
        this.plans = RulePlan.all(specs);
    }

    private RuleBook(List<RulePlan> plans) {
        this.plans = plans;
    }

    /** The rules that are wanted, by table and name. */
    public RuleBook only(BiPredicate<TableName, String> wanted) {
        return new RuleBook(plans.stream()
                .map(plan -> plan.only(rule -> wanted.test(plan.contract().table(), rule.name())))
                .filter(plan -> !plan.rules().isEmpty())
                .toList());
    }

    /** A page for each rule, by table, in order. */
    public List<RulePage> pages() {
        List<RulePage> pages = new ArrayList<>();
        plans.forEach(plan -> plan.rules()
                .forEach(rule -> pages.add(RulePage.of(plan.contract().table(), rule))));
        return pages;
    }

    /** The pages of all kinds, those of contracts first. */
    public static List<KindPage> kinds() {
        List<KindPage> pages = new ArrayList<>(List.of("required", "type", "key", "reference").stream()
                .map(ContractRules.PAGES::get)
                .toList());
        RuleKinds.byName().values().forEach(kind -> pages.add(kind.page()));
        return pages;
    }

    /** The tables that the rules read, and those that tell of them: earlier results, and what persons decided. */
    public Set<TableName> reads() {
        Set<TableName> tables = new TreeSet<>(Set.of(RuleResult.TABLE, WorkItem.TABLE));
        plans.forEach(plan -> {
            tables.add(plan.contract().table());
            tables.addAll(plan.reads());
        });
        return tables;
    }

    /**
     * Judges tables; nothing is written.
     *
     * @param tables those that are there
     * @param asOf the date that they stand for
     * @return rows as those of {@code dq.result}
     */
    public List<Row> judge(Map<TableName, Dataset<Row>> tables, LocalDate asOf) {
        try (RuleRun run = new RuleRun(plans, tables, asOf)) {
            return run.results().stream()
                    .map(result -> result.row(0, asOf, Reliance.NONE))
                    .toList();
        }
    }
}
