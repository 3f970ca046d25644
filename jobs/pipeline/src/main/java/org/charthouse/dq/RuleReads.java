package org.charthouse.dq;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.types.StructType;
import org.charthouse.dq.kind.Check.Count;
import org.charthouse.dq.kind.Question;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Place;
import org.charthouse.error.Problems;
import org.charthouse.lake.RowExpression;
import org.charthouse.lake.SqlCheck;
import org.charthouse.lake.TableDefinition;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;

/** What a rule reads besides its row must be there: tables that it counts, columns that its question names. */
final class RuleReads {

    private final RowShape shape;
    private final Specifications specs;
    private final Problems problems;

    RuleReads(RowShape shape, Specifications specs, Problems problems) {
        this.shape = shape;
        this.specs = specs;
        this.problems = problems;
    }

    void check(Rule rule) {
        rule.check().counts().forEach(count -> counted(rule, count));
        rule.check().question().ifPresent(question -> asked(rule, question));
    }

    private void counted(Rule rule, Count count) {
        Place place = place(rule);
        TableContract of = specs.contracts().get(count.of());
        if (of == null) {
            List<String> known =
                    specs.contracts().keySet().stream().map(TableName::toString).toList();
            problems.add(
                    "Unknown table '" + count.of() + "'",
                    place,
                    "rule '" + rule.name() + "' counts its rows",
                    NearestWord.cure(count.of().toString(), known));
            return;
        }
        if (count.key().size() != count.by().size()) {
            problems.add(
                    "Wrong arguments of rule '" + rule.name() + "'",
                    place,
                    "'key' and 'by' name different numbers of columns",
                    "name for each column of 'key' the column of the row that it is compared with");
        }
        StructType other = TableDefinition.of(of).schema();
        count.key().forEach(sql -> RowExpression.of(place, sql, other, problems));
        count.by().forEach(sql -> RowExpression.of(place, sql, shape.row(), problems));
        if (!count.where().isBlank()) {
            RowExpression.of(place, count.where(), other, problems);
        }
    }

    private void asked(Rule rule, Question question) {
        Map<String, StructType> tables = new TreeMap<>();
        question.reads()
                .forEach(table -> tables.put(
                        table.toString(),
                        TableDefinition.of(specs.contract(table)).schema()));
        Problems own = new Problems();
        SqlCheck.schemaOf("a question", question.sql(), tables, own);
        own.sorted().forEach(each -> problems.add(each.what(), place(rule), each.reason(), each.cure()));
    }

    private static Place place(Rule rule) {
        return rule.place("the contract's rule " + rule.name());
    }
}
