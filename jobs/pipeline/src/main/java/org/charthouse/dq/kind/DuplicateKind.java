package org.charthouse.dq.kind;

import static org.charthouse.dq.kind.KindPage.Argument.required;

import java.util.List;
import java.util.stream.Collectors;
import org.charthouse.dq.kind.Check.Count;
import org.charthouse.dq.kind.KindPage.Form;
import org.charthouse.spec.RuleSpec.Category;

/** One fact, one row. */
final class DuplicateKind implements RuleKind {

    @Override
    public KindPage page() {
        return new KindPage(
                "duplicate",
                "Is the same fact told once?",
                "rows of which another row of the same source says the same",
                "rows that have all of the columns",
                0,
                Category.UNIQUENESS_PLAUSIBILITY,
                "see whether a feed delivers what another delivers, or a source makes a new id at each export",
                List.of(required("columns", Form.SQLS, "columns that make two rows the same")));
    }

    @Override
    public Check check(Given given) {
        List<String> columns = given.texts("columns");
        String count = "count_of_" + given.rule();
        String applies = columns.stream().map(Sql::isPresent).collect(Collectors.joining(" AND "));
        return Check.of(
                applies, count + " > 1", List.of(new Count(count, given.table(), columns, columns, applies, true)));
    }
}
