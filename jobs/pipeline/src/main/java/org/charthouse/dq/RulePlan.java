package org.charthouse.dq;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataTypes;
import org.charthouse.dq.Rule.Terms;
import org.charthouse.dq.kind.Check;
import org.charthouse.dq.kind.Check.Count;
import org.charthouse.dq.kind.KindPage;
import org.charthouse.dq.kind.Question;
import org.charthouse.dq.kind.RuleKinds;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.lake.FlatRow;
import org.charthouse.lake.RowExpression;
import org.charthouse.lake.RowFunctions;
import org.charthouse.lake.RowTests.Test;
import org.charthouse.spec.RuleSheet;
import org.charthouse.spec.RuleSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.SqlText;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;
import org.charthouse.terminology.code.CodeFunctions;
import org.charthouse.terminology.code.CodeList;

/**
 * All rules of a table, resolved against the columns that rows have.
 *
 * @param contract the table
 * @param shape what the rules could name
 * @param rules in order: the contract's, then those of the file
 * @param tests of each rule, over the row of the shape
 * @param labels what a row is filed under, over the row of the shape
 */
record RulePlan(TableContract contract, RowShape shape, List<Rule> rules, List<Test> tests, Labels labels) {

    /** What no row breaks that is judged by a question. */
    private static final String NEVER = "false";

    /**
     * What a row is filed under.
     *
     * @param strata source, facility, first day of the month
     * @param key the row's key without its source
     */
    record Labels(List<Expression> strata, Expression key) {}

    /**
     * The plan of each table of zone {@code core}.
     *
     * @throws org.charthouse.error.UserError with all problems at once
     */
    static List<RulePlan> all(Specifications specs) {
        Problems problems = new Problems();
        List<RulePlan> plans = new ArrayList<>();
        Vocabulary words = Vocabulary.of(specs);
        for (TableContract contract : specs.zone("core")) {
            Optional<RuleSheet> sheet = Optional.ofNullable(specs.rules().get(contract.table()));
            of(contract, sheet, words, problems).ifPresent(plans::add);
        }
        problems.throwIfAny();
        return plans;
    }

    /** Notes what is wrong with the rules of a file. */
    static void check(RuleSheet sheet, Vocabulary words, Problems problems) {
        TableContract contract = words.specs().contracts().get(sheet.table());
        if (contract != null) {
            made(contract, Optional.of(sheet), List.of(), words, problems);
        }
    }

    /** The plan of a table; empty, with the problems noted, where something in it does not resolve. */
    static Optional<RulePlan> of(
            TableContract contract, Optional<RuleSheet> sheet, Vocabulary words, Problems problems) {
        List<Rule> implied = ContractRules.of(contract, RowShape.of(contract, words.specs()));
        return made(contract, sheet, implied, words, problems);
    }

    private static Optional<RulePlan> made(
            TableContract contract,
            Optional<RuleSheet> sheet,
            List<Rule> implied,
            Vocabulary words,
            Problems problems) {
        List<Rule> rules = new ArrayList<>(implied);
        sheet.ifPresent(file -> file.rules()
                .forEach(rule -> stated(file.table(), rule, problems).ifPresent(rules::add)));
        RowShape shape = RowShape.of(contract, words.specs()).with(rules);
        Problems own = new Problems();
        RuleReads reads = new RuleReads(shape, words.specs(), own);
        rules.forEach(reads::check);
        List<Test> tests = tests(rules, shape, words.functions(), own);
        Optional<Labels> labels = labels(contract, sheet, shape, own);
        problems.addAll(own.sorted());
        return own.isEmpty()
                ? labels.map(found -> new RulePlan(contract, shape, rules, tests, found))
                : Optional.empty();
    }

    /** The plan with some of its rules. */
    RulePlan only(Predicate<Rule> wanted) {
        return some(IntStream.range(0, rules.size())
                .filter(i -> wanted.test(rules.get(i)))
                .boxed()
                .toList());
    }

    /** The plan without the rules, and the labels, that read a table which is not there. */
    RulePlan among(Collection<TableName> present) {
        List<Integer> kept = IntStream.range(0, rules.size())
                .filter(i -> present.containsAll(reads(i)))
                .boxed()
                .toList();
        List<Expression> strata = labels.strata().stream()
                .map(label -> present.containsAll(shape.tablesOf(
                                FlatRow.of(shape.row(), List.of(label)).columns()))
                        ? label
                        : Literal.create(null, label.dataType()))
                .toList();
        return new RulePlan(contract, shape, rules, tests, new Labels(strata, labels.key())).some(kept);
    }

    private RulePlan some(List<Integer> kept) {
        return new RulePlan(
                contract,
                shape,
                kept.stream().map(rules::get).toList(),
                kept.stream().map(tests::get).toList(),
                labels);
    }

    /** The tables besides its own that a rule reads. */
    Set<TableName> reads(int rule) {
        Set<TableName> reads = new TreeSet<>(shape.tablesOf(
                FlatRow.of(shape.row(), expressions(tests.get(rule))).columns()));
        rules.get(rule).check().question().map(Question::reads).ifPresent(reads::addAll);
        return reads;
    }

    /** The code lists that a rule asks and of which there is no edition. */
    List<String> emptyLists(int rule) {
        return expressions(tests.get(rule)).stream()
                .flatMap(test -> CodeFunctions.listsOf(test).stream())
                .filter(CodeList::isEmpty)
                .map(CodeList::toString)
                .distinct()
                .toList();
    }

    /** The tables besides its own that all rules and labels read. */
    Set<TableName> reads() {
        Set<TableName> reads = new TreeSet<>(shape.tablesOf(flat().columns()));
        IntStream.range(0, rules.size()).mapToObj(this::reads).forEach(reads::addAll);
        return reads;
    }

    /** The columns that all of it reads. */
    FlatRow flat() {
        List<Expression> all = new ArrayList<>(labels.strata());
        all.add(labels.key());
        tests.forEach(test -> all.addAll(expressions(test)));
        return FlatRow.of(shape.row(), all);
    }

    private static List<Expression> expressions(Test test) {
        return test.applies() == null ? List.of(test.breaks()) : List.of(test.applies(), test.breaks());
    }

    private static Optional<Rule> stated(TableName table, RuleSpec spec, Problems problems) {
        KindPage page = Optional.ofNullable(RuleKinds.byName().get(spec.kind()))
                .map(kind -> kind.page())
                .orElse(null);
        Optional<Check> check = RuleKinds.check(table, spec, problems);
        if (check.isEmpty() || page == null) {
            return Optional.empty();
        }
        Terms terms = new Terms(
                spec.threshold().orElse(page.threshold()),
                spec.severity(),
                spec.category().orElse(page.category()),
                spec.context());
        String applies = List.of(spec.where().orElse(""), check.get().applies()).stream()
                .filter(condition -> !condition.isBlank())
                .map(condition -> "(" + condition + ")")
                .collect(Collectors.joining(" AND "));
        List<Count> counts = check.get().counts().stream()
                .map(count -> count.isOfItself() ? count.where(applies) : count)
                .toList();
        Check whole =
                new Check(applies, check.get().breaks(), counts, check.get().question());
        return Optional.of(new Rule(spec.rule(), spec.kind(), "", terms, whole, Optional.of(spec)));
    }

    /** The tests of rules; fewer, with problems noted, where some do not resolve. */
    private static List<Test> tests(List<Rule> rules, RowShape shape, RowFunctions functions, Problems problems) {
        List<SqlText> asked = new ArrayList<>();
        for (Rule rule : rules) {
            Place place = rule.place("the contract's rule " + rule.name());
            boolean isOfRows = rule.check().question().isEmpty();
            String applies =
                    rule.check().applies().isBlank() ? "true" : rule.check().applies();
            asked.add(new SqlText(isOfRows ? applies : NEVER, place));
            asked.add(new SqlText(isOfRows ? rule.check().breaks() : NEVER, place));
        }
        List<Optional<Expression>> found = RowExpression.all(asked, shape.row(), functions, problems);
        List<Test> tests = new ArrayList<>();
        for (int i = 0; i < found.size(); i += 2) {
            Check check = rules.get(i / 2).check();
            boolean isAboutAll = check.applies().isBlank() && check.question().isEmpty();
            Optional<Expression> applies = condition(found.get(i), asked.get(i), problems);
            condition(found.get(i + 1), asked.get(i + 1), problems)
                    .filter(breaks -> applies.isPresent())
                    .ifPresent(breaks -> tests.add(Test.of(isAboutAll ? Optional.empty() : applies, breaks)));
        }
        return tests;
    }

    private static Optional<Expression> condition(Optional<Expression> found, SqlText sql, Problems problems) {
        if (found.filter(each -> !each.dataType().equals(DataTypes.BooleanType)).isPresent()) {
            problems.add(
                    "Not a condition: " + sql.sql(),
                    sql.place(),
                    "it is " + found.get().dataType().sql() + ", neither true nor false",
                    "compare it with something");
            return Optional.empty();
        }
        return found;
    }

    private static Optional<Labels> labels(
            TableContract contract, Optional<RuleSheet> sheet, RowShape shape, Problems problems) {
        Place place =
                sheet.map(RuleSheet::place).orElse(Place.of(contract.table().toString()));
        String source = contract.column(RowShape.SOURCE).isPresent() ? RowShape.SOURCE : "''";
        String facility = sheet.flatMap(RuleSheet::facility).orElse("NULL");
        String on = sheet.flatMap(RuleSheet::on).orElse("NULL");
        String key = contract.key().stream()
                .filter(name -> !name.equals(RowShape.SOURCE))
                .map(name -> "coalesce(CAST(`" + name + "` AS STRING), '?')")
                .collect(Collectors.joining(", ", "concat_ws('|', ", ")"));
        List<SqlText> asked = Stream.of(
                        "CAST(" + source + " AS STRING)",
                        "CAST((" + facility + ") AS STRING)",
                        "trunc(CAST((" + on + ") AS DATE), 'MM')",
                        key)
                .map(sql -> new SqlText(sql, place))
                .toList();
        List<Expression> found = RowExpression.all(asked, shape.row(), RowFunctions.NONE, problems).stream()
                .flatMap(Optional::stream)
                .toList();
        int last = asked.size() - 1;
        return found.size() == asked.size()
                ? Optional.of(new Labels(found.subList(0, last), found.get(last)))
                : Optional.empty();
    }
}
