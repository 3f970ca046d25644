package org.charthouse.dq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.charthouse.dq.Rule.Terms;
import org.charthouse.dq.kind.Check;
import org.charthouse.dq.kind.Check.Count;
import org.charthouse.dq.kind.KindPage;
import org.charthouse.spec.ColumnSpec;
import org.charthouse.spec.RuleSpec.Category;
import org.charthouse.spec.RuleSpec.Context;
import org.charthouse.spec.RuleSpec.Severity;
import org.charthouse.spec.TableContract;

/** The rules that a contract implies: required, type, key and reference. */
final class ContractRules {

    /** The kind of rule that asks whether a key is a row's own. */
    static final String KEY = "key";

    private static final String UNTYPED = "untyped_columns";

    /** What contracts ask, by kind. */
    static final Map<String, KindPage> PAGES = Map.of(
            "required",
            page(
                    "required",
                    "Has a column that must have a value one?",
                    "rows in which it is empty",
                    Category.COMPLETENESS,
                    "ask the source for the value; see whether the feed's mapping reads it from where it stands"),
            "type",
            page(
                    "type",
                    "Is what was sent a value of the column's type?",
                    "rows whose text is no such value; the column is empty in them, and untyped_columns names it",
                    Category.VALUE_CONFORMANCE,
                    "see fhir.* for the text that was sent; correct the form of dates or numbers in the feed"),
            "key",
            page(
                    "key",
                    "Is the key of a row its own?",
                    "rows that share their key with another",
                    Category.UNIQUENESS_PLAUSIBILITY,
                    "the view of the table makes several rows of one; correct schemas/views or the contract's key"),
            "reference",
            page(
                    "reference",
                    "Does the row that is referred to exist, in the same source?",
                    "rows that refer to a row that is not there",
                    Category.RELATIONAL_CONFORMANCE,
                    "see whether the other table is delivered whole, and over the same time"));

    private static KindPage page(String name, String asks, String numerator, Category category, String advice) {
        return new KindPage(
                name,
                asks,
                numerator,
                "rows with a value, of a kind that the contract names",
                0,
                category,
                advice,
                List.of());
    }

    private final TableContract contract;
    private final List<Rule> rules = new ArrayList<>();

    private ContractRules(TableContract contract) {
        this.contract = contract;
    }

    /** The rules of a table. */
    static List<Rule> of(TableContract contract, RowShape shape) {
        ContractRules made = new ContractRules(contract);
        made.required();
        made.types();
        made.key();
        shape.lookups().forEach(made::reference);
        return made.rules;
    }

    private void required() {
        contract.columns().stream()
                .filter(ColumnSpec::required)
                .map(ColumnSpec::name)
                .forEach(column -> add("required", column, "", quoted(column) + " IS NULL", List.of()));
    }

    private void types() {
        if (contract.column(UNTYPED).isEmpty()) {
            return;
        }
        contract.columns().stream()
                .filter(column ->
                        !column.type().equals("string") && !column.name().equals(UNTYPED))
                .map(ColumnSpec::name)
                .forEach(column -> {
                    String unfit = "array_contains(" + UNTYPED + ", '" + column + "')";
                    String applies = quoted(column) + " IS NOT NULL OR " + unfit;
                    add("type", column, applies, unfit, List.of());
                });
    }

    private void key() {
        List<String> key = contract.key();
        if (key.isEmpty()) {
            return;
        }
        String whole = key.stream().map(name -> quoted(name) + " IS NOT NULL").collect(Collectors.joining(" AND "));
        add(
                KEY,
                String.join(",", key),
                whole,
                "count_of_key > 1",
                List.of(new Count("count_of_key", contract.table(), key, key, whole, true)));
    }

    /** A reference holds within the same source system, where both tables have one. */
    private void reference(String alias, RowShape.Lookup lookup) {
        add(
                "reference",
                lookup.column(),
                quoted(lookup.column()) + " IS NOT NULL",
                quoted(alias) + "." + quoted(lookup.key()) + " IS NULL",
                List.of());
    }

    private void add(String kind, String column, String applies, String breaks, List<Count> counts) {
        String name = kind.equals(KEY) ? kind : kind + "_" + column;
        KindPage page = Objects.requireNonNull(PAGES.get(kind));
        Terms terms = new Terms(0, Severity.CONVENTION, page.category(), Context.VERIFICATION);
        rules.add(new Rule(name, kind, column, terms, Check.of(applies, breaks, counts), Optional.empty()));
    }

    private static String quoted(String name) {
        return "`" + name + "`";
    }
}
