package org.charthouse.dq.kind;

import java.util.List;
import java.util.stream.Collectors;

/** Pieces of Spark SQL. */
final class Sql {

    private Sql() {}

    /** A text as a literal. */
    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** Whether an expression is one of some texts. */
    static String in(String expression, List<String> texts) {
        return "(" + expression + ") IN (" + texts.stream().map(Sql::literal).collect(Collectors.joining(", ")) + ")";
    }

    static String isPresent(String expression) {
        return "(" + expression + ") IS NOT NULL";
    }

    static String all(String... conditions) {
        return List.of(conditions).stream()
                .filter(each -> !each.isBlank())
                .map(each -> "(" + each + ")")
                .collect(Collectors.joining(" AND "));
    }
}
